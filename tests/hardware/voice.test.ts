import childProcess from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { detectVoice } from '../../hardware/voice/detect.ts';
import { EspeakVoice } from '../../hardware/voice/espeak.ts';
import { FileVoice } from '../../hardware/voice/file-voice.ts';
import { type SayEngine, SayVoice } from '../../hardware/voice/say-voice.ts';
import { spokenCallSentence } from '../../host/paper/sentences.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clockroom-voice-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** A command that stands in for espeak-ng and does what the shell script says. */
async function fakeEngine(script: string): Promise<string> {
  const path = join(folder, 'engine');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

/** How long a WAV file of 16-bit mono samples plays. */
function secondsOf(wav: Buffer): number {
  const bytesPerSecond = wav.readUInt32LE(28);
  return (wav.length - 44) / bytesPerSecond;
}

describe('the voice that writes files', () => {
  it.each([
    ['zh-CN', spokenCallSentence({ technicianNo: '88', roomNo: '302', serviceName: '中式推拿' }, 'zh-CN')],
    ['en', 'Technician 88, please go to room 302 for Chinese massage.'],
  ] as const)('speaks %s with the real engine into a WAV, the words beside it', async (language, sentence) => {
    await new FileVoice(folder).speak(sentence, { language });
    expect((await readdir(folder)).sort()).toEqual(['call-000001.txt', 'call-000001.wav']);
    const wav = await readFile(join(folder, 'call-000001.wav'));
    expect(wav.toString('latin1', 0, 4)).toBe('RIFF');
    expect(wav.toString('latin1', 8, 12)).toBe('WAVE');
    expect(secondsOf(wav)).toBeGreaterThan(0.5);
    expect(wav.subarray(44).some((byte) => byte !== 0)).toBe(true);
    expect(await readFile(join(folder, 'call-000001.txt'), 'utf8')).toBe(`${sentence}\n`);
  });

  it('numbers on, also when calls come together and after a restart', async () => {
    const espeak = { command: await fakeEngine('cat > /dev/null') };
    const voice = new FileVoice(join(folder, 'calls'), espeak);
    await Promise.all(['one', 'two'].map((text) => voice.speak(text, { language: 'en' })));
    await new FileVoice(join(folder, 'calls'), espeak).speak('three', { language: 'en' });
    const names = (await readdir(join(folder, 'calls'))).sort();
    expect(names).toEqual(['call-000001.txt', 'call-000002.txt', 'call-000003.txt']);
    expect(await readFile(join(folder, 'calls', 'call-000003.txt'), 'utf8')).toBe('three\n');
  });

  it('keeps the newest calls only', async () => {
    const voice = new FileVoice(folder, { command: join(folder, 'missing') });
    for (let number = 1; number <= 205; number++) {
      await writeFile(join(folder, `call-${String(number).padStart(6, '0')}.txt`), 'old');
    }
    await voice.speak('new', { language: 'en' });
    const names = (await readdir(folder)).sort();
    expect(names).toHaveLength(200);
    expect(names.at(-1)).toBe('call-000206.txt');
  });

  it('writes the words where no engine is installed', async () => {
    await new FileVoice(folder, { command: join(folder, 'missing') }).speak('请', { language: 'zh-CN' });
    expect(await readdir(folder)).toEqual(['call-000001.txt']);
  });

  it('fails with a code where the folder cannot be', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(new FileVoice(join(file, 'calls')).speak('x', { language: 'en' })).rejects.toMatchObject({
      code: 'VOICE_FAILED',
    });
  });
});

describe('espeak-ng', () => {
  it('gets the sentence on its input as UTF-8, with a voice of the language, whatever the sentence holds', async () => {
    const heard = join(folder, 'heard');
    const command = await fakeEngine(`echo "$@" > ${heard}.args; cat > ${heard}.text`);
    const sentence = '-w /tmp/x; $(reboot) 请 `id` "quoted"';
    await new EspeakVoice({ command }).speak(sentence, { language: 'en' });
    expect(await readFile(`${heard}.text`, 'utf8')).toBe(sentence);
    const args = (await readFile(`${heard}.args`, 'utf8')).trim();
    expect(args).toMatch(/^-b 1 -v en-gb .*--stdin$/);
    expect(args).not.toContain('reboot');
    await new EspeakVoice({ command }).speak('$(reboot) 请', { language: 'zh-CN' });
    expect(await readFile(`${heard}.args`, 'utf8')).toMatch(/^-b 1 -v cmn-latn-pinyin .*--stdin\n$/);
  });

  it.each([
    ['重庆足疗', 'chong2 qing4 zu2 liao2'],
    ['薄荷精油', 'bo4 he5 jing1 you2'],
    ['长寿足浴', 'chang2 shou4 zu2 yu4'],
    ['VIP房', 'V I P fang2'],
    ['还有 12 分钟', 'hai2 you3 12 fen1 zhong1'],
    ['女士绿茶', 'nü3 shi4 lü4 cha2'],
  ])('reads %s as the word it is', async (text, reading) => {
    const heard = join(folder, 'heard');
    await new EspeakVoice({ command: await fakeEngine(`cat > ${heard}`) }).speak(text, { language: 'zh-CN' });
    expect((await readFile(heard, 'utf8')).replaceAll(/ +/g, ' ').trim()).toBe(reading);
  });

  it('gives characters to a voice that reads pinyin as English', async () => {
    const heard = join(folder, 'heard');
    const unknown = 'echo "Error: The specified espeak-ng voice does not exist." >&2; exit 1';
    const command = await fakeEngine(`case "$4" in cmn-latn-pinyin) ${unknown};; esac; cat > ${heard}`);
    await new EspeakVoice({ command }).speak('重庆足疗', { language: 'zh-CN' });
    expect(await readFile(heard, 'utf8')).toBe('重庆足疗');
  });

  it('takes the next voice name where this version does not know the first', async () => {
    const heard = join(folder, 'heard');
    const command = await fakeEngine(
      `case "$4" in cmn-latn-pinyin) echo "Error: The specified espeak-ng voice does not exist." >&2; exit 1;; esac; echo "$4" > ${heard}`,
    );
    await new EspeakVoice({ command }).speak('请', { language: 'zh-CN' });
    expect((await readFile(heard, 'utf8')).trim()).toBe('cmn');
  });

  it.each([
    [
      'has no sound device, and ends as if all were well',
      'cat > /dev/null; echo "error: No such file" >&2; exit 0',
      'no-sound',
    ],
    ['ends with an error', 'echo broken >&2; exit 3', 'exit'],
    ['is killed', 'kill -9 $$', 'exit'],
  ])('fails with a reason where it %s', async (_what, script, reason) => {
    const voice = new EspeakVoice({ command: await fakeEngine(script) });
    await expect(voice.speak('x', { language: 'en' })).rejects.toMatchObject({
      code: 'VOICE_FAILED',
      context: { reason },
    });
  });

  it('is stopped where it hangs, and can speak again', async () => {
    const hanging = new EspeakVoice({ command: await fakeEngine('exec sleep 600'), timeoutMs: 100 });
    await expect(hanging.speak('x', { language: 'en' })).rejects.toMatchObject({
      code: 'VOICE_FAILED',
      context: { reason: 'timeout' },
    });
    const well = new EspeakVoice({ command: await fakeEngine('cat > /dev/null') });
    await expect(well.speak('x', { language: 'en' })).resolves.toBeUndefined();
  });

  it('is stopped where the call is withdrawn, before or while it speaks', async () => {
    const voice = new EspeakVoice({ command: await fakeEngine('exec sleep 600') });
    const aborted = { code: 'VOICE_FAILED', context: { reason: 'aborted' } };
    await expect(voice.speak('x', { language: 'en', signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
    const controller = new AbortController();
    const speaking = voice.speak('x', { language: 'en', signal: controller.signal });
    controller.abort();
    await expect(speaking).rejects.toMatchObject(aborted);
  });

  it('leaves no process behind that still speaks', async () => {
    const pidFile = join(folder, 'pid');
    const voice = new EspeakVoice({ command: await fakeEngine(`echo $$ > ${pidFile}; exec sleep 600`) });
    const controller = new AbortController();
    const speaking = voice.speak('x', { language: 'en', signal: controller.signal });
    const pid = await vi.waitFor(async () => {
      const written = Number(await readFile(pidFile, 'utf8'));
      expect(written).toBeGreaterThan(0);
      return written;
    }, 10_000);
    controller.abort();
    await expect(speaking).rejects.toMatchObject({ code: 'VOICE_FAILED' });
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 10_000);
  });

  it('is no engine where it is not installed', async () => {
    const voice = new EspeakVoice({ command: join(folder, 'missing') });
    await expect(voice.speak('x', { language: 'en' })).rejects.toMatchObject({ code: 'VOICE_NO_ENGINE' });
  });
});

/** The system's speech: ends each sentence when told. */
class FakeSay implements SayEngine {
  spoken: { text: string; voice: string | undefined }[] = [];
  stops = 0;
  end: (error: unknown) => void = () => undefined;
  speak(text: string, voice: string | undefined, _speed: undefined, callback: (error: unknown) => void): void {
    this.spoken.push({ text, voice });
    this.end = callback;
  }
  stop(): void {
    this.stops++;
  }
}

describe('say', () => {
  it('speaks with the voice of the language and resolves when the sentence was said', async () => {
    const engine = new FakeSay();
    const speaking = new SayVoice({ platform: 'darwin', engine }).speak('-请', { language: 'zh-CN' });
    expect(engine.spoken).toEqual([{ text: '-请', voice: 'Tingting' }]);
    engine.end(null);
    await expect(speaking).resolves.toBeUndefined();
  });

  it('fails where the system does, and when it hangs it is stopped', async () => {
    const engine = new FakeSay();
    const voice = new SayVoice({ platform: 'win32', engine, timeoutMs: 20 });
    const failing = voice.speak('x', { language: 'en' });
    engine.end(new Error('no voice'));
    await expect(failing).rejects.toMatchObject({ code: 'VOICE_FAILED', context: { reason: 'exit' } });
    await expect(voice.speak('x', { language: 'en' })).rejects.toMatchObject({ context: { reason: 'timeout' } });
    expect(engine.stops).toBe(1);
  });

  it('says one sentence at a time', async () => {
    const engine = new FakeSay();
    const voice = new SayVoice({ platform: 'win32', engine });
    const first = voice.speak('one', { language: 'en' });
    await expect(voice.speak('two', { language: 'en' })).rejects.toMatchObject({ context: { reason: 'busy' } });
    engine.end(null);
    await first;
    expect(engine.spoken).toHaveLength(1);
  });

  it('refuses a voice name that would become part of a command', () => {
    const voices = { en: "x'); Remove-Item C:\\ -Recurse #" };
    expect(() => new SayVoice({ platform: 'win32', voices, engine: new FakeSay() })).toThrow(/VOICE_NO_ENGINE/);
  });

  it('has nothing to say where there are no words', async () => {
    const engine = new FakeSay();
    await new SayVoice({ platform: 'darwin', engine }).speak(' \n', { language: 'zh-CN' });
    expect(engine.spoken).toEqual([]);
  });
});

/** What a shell of either system, or an option, would make something of. */
const sentence = `-w /tmp/x; $(reboot) & calc.exe | "请" '%PATH%' \`id\` 88号\n`;

/** The commands of Windows and macOS, played by a script that does what is said. */
async function systemSpeech(platform: 'win32' | 'darwin', script: string): Promise<void> {
  const system = join(folder, 'system');
  const command = {
    win32: `${system}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    darwin: join(system, 'say'),
  }[platform];
  await mkdir(system);
  await writeFile(command, `#!/bin/sh\n${script}\n`);
  await chmod(command, 0o755);
  vi.stubEnv('SystemRoot', system);
  vi.stubEnv('PATH', `${system}:${process.env.PATH}`);
}

describe.each(['win32', 'darwin'] as const)('the speech of %s through the package', (platform) => {
  const inShells = ['exec', 'execSync'] as const;
  beforeEach(() => {
    vi.spyOn(childProcess, 'spawn');
    for (const name of inShells) vi.spyOn(childProcess, name);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** Every process that was started: one, without a shell, and not a word of the sentence in its command. */
  function expectNoShell(): void {
    for (const name of inShells) expect(childProcess[name]).not.toHaveBeenCalled();
    const calls: readonly unknown[][] = vi.mocked(childProcess.spawn).mock.calls;
    expect(calls).toHaveLength(1);
    const [command, args, options] = calls[0] ?? [];
    expect(Reflect.get(Object(options), 'shell')).toBeFalsy();
    expect(JSON.stringify([command, args])).not.toMatch(/reboot|calc|88/);
  }

  it('gets the sentence on its input as UTF-8, whatever it holds', async () => {
    const heard = join(folder, 'heard');
    await systemSpeech(platform, `echo "$@" > ${heard}.args; cat > ${heard}.text`);
    await new SayVoice({ platform }).speak(sentence, { language: 'zh-CN' });
    expect(await readFile(`${heard}.text`, 'utf8')).toBe(sentence);
    const args = (await readFile(`${heard}.args`, 'utf8')).trim();
    if (platform === 'darwin') expect(args).toBe('-v Tingting -f -');
    else {
      expect(args).toMatch(/^-NoProfile -Command \[Console\]::InputEncoding=\[System\.Text\.Encoding\]::UTF8;/);
      expect(args).toMatch(/\$speak\.Speak\(\[Console\]::In\.ReadToEnd\(\)\)$/);
    }
    expectNoShell();
  });

  it('is stopped itself, without another command', async () => {
    const pidFile = join(folder, 'pid');
    await systemSpeech(platform, `echo $$ > ${pidFile}; exec sleep 600`);
    const controller = new AbortController();
    const speaking = new SayVoice({ platform }).speak(sentence, { language: 'en', signal: controller.signal });
    const pid = await vi.waitFor(async () => {
      const written = Number(await readFile(pidFile, 'utf8'));
      expect(written).toBeGreaterThan(0);
      return written;
    }, 10_000);
    controller.abort();
    await expect(speaking).rejects.toMatchObject({ context: { reason: 'aborted' } });
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(/ESRCH/), 10_000);
    expectNoShell();
  });

  it('fails where the command ends without listening, and where it is missing', async () => {
    await systemSpeech(platform, 'exit 3');
    const long = { language: 'en' } as const;
    await expect(new SayVoice({ platform }).speak('x'.repeat(500), long)).rejects.toMatchObject({
      code: 'VOICE_FAILED',
      context: { reason: 'exit' },
    });
    vi.stubEnv('SystemRoot', join(folder, 'nowhere'));
    vi.stubEnv('PATH', join(folder, 'nowhere'));
    await expect(new SayVoice({ platform }).speak('x', long)).rejects.toMatchObject({ code: 'VOICE_NO_ENGINE' });
  });
});

describe('the voice of a machine', () => {
  it.each([
    ['auto', 'win32', 'say'],
    ['auto', 'darwin', 'say'],
    ['say', 'darwin', 'say'],
    ['espeak-ng', 'darwin', 'espeak-ng'],
    ['say', 'linux', 'none'],
    ['none', 'win32', 'none'],
  ] as const)('is for %s on %s: %s', async (preference, platform, name) => {
    expect((await detectVoice(preference, { platform })).name).toBe(name);
  });

  it('is espeak-ng on Linux where it is installed, else none', async () => {
    await fakeEngine('true');
    const espeak = { command: 'engine' };
    const found = await detectVoice('auto', { platform: 'linux', commandFolders: ['/nowhere', folder], espeak });
    expect(found.name).toBe('espeak-ng');
    const none = await detectVoice('auto', { platform: 'linux', commandFolders: ['/nowhere'], espeak });
    expect(none.name).toBe('none');
    await expect(none.speak('x', { language: 'en' })).rejects.toMatchObject({ code: 'VOICE_NO_ENGINE' });
  });

  it('is a folder of files where the site file says so', async () => {
    const voice = await detectVoice({ file: folder }, { espeak: { command: join(folder, 'missing') } });
    await voice.speak('x', { language: 'en' });
    expect(await readdir(folder)).toEqual(['call-000001.txt']);
  });
});
