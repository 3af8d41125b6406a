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
  child?: unknown;
}

/** What of the package is laid over here. */
interface PackageEngine extends SayEngine {
  buildSpeakCommand(request: { text: string; voice?: string }): SayCommand;
  runStopCommand(): void;
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
 * How Windows is made to speak. Of the package only the script is taken: it would start PowerShell by its bare name and
 * through a shell. Here PowerShell is started itself, by its whole path. The sentence goes to its input as UTF-8, which
 * PowerShell reads in the code page of the system (936 in China) unless the script first says otherwise. The console
 * window of the process stays hidden.
 */
function spokenByWindows({ args, pipedData }: SayCommand): SayCommand {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  return {
    command: `${system}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    args: ['-NoProfile', '-Command', `[Console]::InputEncoding=[System.Text.Encoding]::UTF8;${args.join(' ')}`],
    pipedData,
    options: { windowsHide: true },
  };
}

/** How macOS is made to speak. The package would make the sentence an argument; here it goes to the command's input. */
function spokenByMac(text: string, { command }: SayCommand, voice: string | undefined): SayCommand {
  const env = { ...process.env, LC_CTYPE: 'UTF-8' };
  return { command, args: [...(voice ? ['-v', voice] : []), '-f', '-'], pipedData: text, options: { env } };
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
    const sentence = text.slice(0, longestSentence);
    if (sentence.trim() === '') return;
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
          // To the package an exit code is as good as another, so it is heard before.
          child.prependOnceListener('exit', (code) => code && reject(failed('exit')));
          // A command that ends without reading breaks the pipe; its exit code says more.
          child.stdin?.on('error', () => undefined);
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

/** The package's engine, laid over so that no sentence is part of a command and nothing goes through a shell. */
function packageEngine(platform: NodeJS.Platform): SayEngine {
  const Say: unknown = Reflect.get(say, 'Say');
  const engine: unknown = typeof Say === 'function' ? Reflect.construct(Say, [platform]) : undefined;
  if (!isPackageEngine(engine)) throw new HardwareError('VOICE_NO_ENGINE', { engine: 'say', platform });
  const build = engine.buildSpeakCommand.bind(engine);
  engine.buildSpeakCommand = (request) => {
    const command = build(request);
    return platform === 'win32' ? spokenByWindows(command) : spokenByMac(request.text, command, request.voice);
  };
  // On Windows the package would stop a shell and what it started by another command in a shell.
  engine.runStopCommand = () => {
    if (engine.child instanceof ChildProcess) engine.child.kill();
  };
  return engine;
}

function isPackageEngine(engine: unknown): engine is PackageEngine {
  return (
    typeof engine === 'object' &&
    engine !== null &&
    ['speak', 'stop', 'buildSpeakCommand', 'runStopCommand'].every(
      (name) => typeof Reflect.get(engine, name) === 'function',
    )
  );
}
