import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EspeakVoice } from '../../hardware/voice/espeak.ts';
import { FileVoice } from '../../hardware/voice/file-voice.ts';
import { type SayEngine, SayVoice } from '../../hardware/voice/say-voice.ts';
import { longestSentence, type Voice } from '../../hardware/voice/voice.ts';

/** What the engine behind a voice does with the next sentence. */
type Mood = 'speaks' | 'fails' | 'hangs';

interface Bench {
  voice: Voice;
  setMood(mood: Mood): void;
  /** The sentences the engine has said to their end. */
  said(): string[];
  /** What the engine is told for `请 88 号技师到 302 房`: its own reading of it, where it has one. */
  called: string;
}

const called = '请 88 号技师到 302 房';

/** Longer than a busy machine needs to start an engine. */
const timeoutMs = 2_000;

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A command that stands in for an engine: what it has said stands in a file, a sentence a line. */
function overCommand(make: (engine: { command: string; timeoutMs: number }, folder: string) => Voice): Bench {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-voices-'));
  folders.push(folder);
  const [command, mood, said] = ['engine', 'mood', 'said'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const cases = 'fails) exit 3;; hangs) exec sleep 60;;';
  writeFileSync(command, `#!/bin/sh\ncase "$(cat "${mood}")" in ${cases} esac\ncat >> "${said}"; echo >> "${said}"\n`);
  chmodSync(command, 0o755);
  writeFileSync(mood, 'speaks');
  return {
    voice: make({ command, timeoutMs }, folder),
    setMood: (next) => writeFileSync(mood, next),
    said: () => (existsSync(said) ? readFileSync(said, 'utf8').trimEnd().split('\n') : []),
    called: 'qing3  88  hao4 ji4 shi1 dao4  302  fang2',
  };
}

/** The engine of Windows and macOS as the package offers it. */
class SystemSpeech implements SayEngine {
  mood: Mood = 'speaks';
  readonly said: string[] = [];

  speak(text: string, _voice: string | undefined, _speed: undefined, done: (error: unknown) => void): void {
    if (this.mood === 'hangs') return;
    setImmediate(() => {
      if (this.mood === 'speaks') this.said.push(text);
      done(this.mood === 'speaks' ? null : new Error('no voice'));
    });
  }

  stop(done?: (error: unknown) => void): void {
    done?.(null);
  }

  buildSpeakCommand(): never {
    throw new Error('not asked for here');
  }
}

function overSystemSpeech(): Bench {
  const engine = new SystemSpeech();
  return {
    voice: new SayVoice({ platform: 'win32', engine, timeoutMs }),
    setMood: (mood) => {
      engine.mood = mood;
    },
    said: () => engine.said,
    called,
  };
}

const benches = {
  'espeak-ng': () => overCommand((engine) => new EspeakVoice(engine)),
  file: () => overCommand((engine, folder) => new FileVoice(path.join(folder, 'calls'), engine)),
  say: overSystemSpeech,
};

describe.each(Object.entries(benches))('a voice by %s', (_kind, makeBench) => {
  it('says each sentence once and whole, tells of its first sound once, and is done when it was said', async () => {
    const { voice, said, called: told } = makeBench();
    let sounds = 0;
    const onSound = () => {
      sounds += 1;
    };
    await voice.speak(called, { language: 'zh-CN', onSound });
    expect(said()).toEqual([told]);
    expect(sounds).toBe(1);
    await voice.speak(`No. 88 "to" $(room) 'n' \`302\` & <go>`, { language: 'en' });
    expect(said().slice(1)).toEqual([`No. 88 "to" $(room) 'n' \`302\` & <go>`]);
  });

  it('cuts what is no announcement', async () => {
    const { voice, said } = makeBench();
    await voice.speak('x'.repeat(longestSentence + 100), { language: 'en' });
    expect(said()).toEqual(['x'.repeat(longestSentence)]);
  });

  it.each(['fails', 'hangs'] as const)('whose engine %s says so with a code, and speaks again later', async (mood) => {
    const { voice, setMood, said } = makeBench();
    setMood(mood);
    const reason = mood === 'fails' ? 'exit' : 'timeout';
    await expect(voice.speak('one', { language: 'en' })).rejects.toMatchObject({
      code: 'VOICE_FAILED',
      context: { reason },
    });
    setMood('speaks');
    await voice.speak('two', { language: 'en' });
    expect(said()).toEqual(['two']);
  });

  it('falls silent when the call is withdrawn, before or while it is said, and speaks again later', async () => {
    const { voice, setMood, said } = makeBench();
    const aborted = { code: 'VOICE_FAILED', context: { reason: 'aborted' } };
    await expect(voice.speak('one', { language: 'en', signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
    setMood('hangs');
    const withdrawal = new AbortController();
    const speaking = voice.speak('two', {
      language: 'en',
      signal: withdrawal.signal,
      onSound: () => withdrawal.abort(),
    });
    await expect(speaking).rejects.toMatchObject(aborted);
    setMood('speaks');
    await voice.speak('three', { language: 'en' });
    expect(said()).toEqual(['three']);
  });
});
