import { ChildProcess } from 'node:child_process';
import say from 'say';
import { HardwareError } from '../error.ts';
import { realScheduler, type Scheduler, type TimerHandle } from '../scheduler.ts';
import { longestSentence, longestSpeakingMs, type SpeakOptions, type Voice, type VoiceLanguage } from './voice.ts';

/** How the package starts the system's speech: what it returns from `buildSpeakCommand`. */
export interface SayCommand {
  command: string;
  args: string[];
  pipedData: string;
  options: Record<string, unknown>;
}

/** What of the package is used; its own types leave out the callbacks' errors and the process. */
export interface SayEngine {
  speak(text: string, voice: string | undefined, speed: undefined, callback: (error: unknown) => void): void;
  stop(callback?: (error: unknown) => void): void;
  buildSpeakCommand(request: { text: string; voice?: string; speed?: number }): SayCommand;
  child?: unknown;
}

export interface SayVoiceSettings {
  /** Installed voices per language. Default: Tingting and Samantha on macOS, the system's default on Windows. */
  voices?: Partial<Record<VoiceLanguage, string>>;
  platform?: NodeJS.Platform;
  scheduler?: Scheduler;
  /** Default: by the length of the sentence, 15 to 30 s for a call. */
  timeoutMs?: number;
  /** For tests: another engine than the package's. */
  engine?: SayEngine;
}

const voicesOfMac: Readonly<Record<VoiceLanguage, string>> = { 'zh-CN': 'Tingting', en: 'Samantha' };

/**
 * The package writes the sentence as UTF-8, and PowerShell reads it in the code page of the system (936 in China): the
 * script says first what it reads. The console window of the process stays hidden.
 */
export function readingUtf8(command: SayCommand): SayCommand {
  return {
    ...command,
    args: command.args.map((script) => `[Console]::InputEncoding=[System.Text.Encoding]::UTF8;${script}`),
    options: { ...command.options, windowsHide: true },
  };
}

/** The speech of Windows and macOS, through the `say` package. */
export class SayVoice implements Voice {
  readonly name = 'say';
  readonly #engine: SayEngine;
  readonly #voices: Partial<Record<VoiceLanguage, string>>;
  readonly #scheduler: Scheduler;
  readonly #timeoutMs: number | undefined;
  #isSpeaking = false;

  /** Throws VOICE_NO_ENGINE for a voice name that cannot be one: it becomes part of a system command. */
  constructor(settings: SayVoiceSettings = {}) {
    const platform = settings.platform ?? process.platform;
    this.#voices = settings.voices ?? (platform === 'darwin' ? voicesOfMac : {});
    for (const voice of Object.values(this.#voices)) {
      if (!/^[\p{L}\p{N}][\p{L}\p{N} .()-]{0,80}$/u.test(voice)) {
        throw new HardwareError('VOICE_NO_ENGINE', { engine: 'say', voice });
      }
    }
    this.#scheduler = settings.scheduler ?? realScheduler;
    this.#timeoutMs = settings.timeoutMs;
    this.#engine = settings.engine ?? packageEngine(platform);
  }

  async speak(text: string, { language, signal, onSound }: SpeakOptions): Promise<void> {
    const failed = (reason: string, cause?: unknown) =>
      new HardwareError('VOICE_FAILED', { engine: 'say', reason }, { cause });
    // The package knows only the last process it started, so a second sentence would lose the first.
    if (this.#isSpeaking) throw failed('busy');
    if (signal?.aborted) throw failed('aborted');
    // On macOS the sentence is an argument; one that began with a dash would be read as an option.
    const sentence = text.slice(0, longestSentence).replace(/^[\s-]+/, '');
    if (sentence === '') return;
    let timer: TimerHandle | undefined;
    let abort = () => {};
    this.#isSpeaking = true;
    try {
      await new Promise<void>((resolve, reject) => {
        const stop = (reason: string) => {
          reject(failed(reason));
          this.#engine.stop(() => undefined);
        };
        abort = () => stop('aborted');
        signal?.addEventListener('abort', abort);
        timer = this.#scheduler.setTimeout(() => stop('timeout'), this.#timeoutMs ?? longestSpeakingMs(sentence));
        try {
          this.#engine.speak(sentence, this.#voices[language], undefined, (error) => {
            if (error) reject(failed('exit', error));
            else resolve();
          });
        } catch (cause) {
          reject(failed('exit', cause));
        }
        onSound?.();
        // The package does not listen for a command that is missing; unheard, that would end the process.
        const { child } = this.#engine;
        if (child instanceof ChildProcess) {
          child.once('error', (cause) => reject(new HardwareError('VOICE_NO_ENGINE', { engine: 'say' }, { cause })));
        }
      });
    } finally {
      this.#isSpeaking = false;
      this.#scheduler.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

function packageEngine(platform: NodeJS.Platform): SayEngine {
  const engine: unknown = say;
  if (!isSayEngine(engine)) throw new HardwareError('VOICE_NO_ENGINE', { engine: 'say', platform });
  if (platform !== 'win32') return engine;
  // The package is one object for the whole process; what is laid over it here stays away from the others.
  const build = engine.buildSpeakCommand.bind(engine);
  return Object.assign(Object.create(engine), {
    buildSpeakCommand: (request: Parameters<typeof build>[0]) => readingUtf8(build(request)),
  });
}

function isSayEngine(engine: unknown): engine is SayEngine {
  return (
    typeof engine === 'object' &&
    engine !== null &&
    ['speak', 'stop', 'buildSpeakCommand'].every((name) => typeof Reflect.get(engine, name) === 'function')
  );
}
