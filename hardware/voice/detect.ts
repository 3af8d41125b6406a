import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { HardwareError } from '../error.ts';
import { type EspeakSettings, EspeakVoice } from './espeak.ts';
import { FileVoice } from './file-voice.ts';
import type { Voice, VoicePreference } from './voice.ts';

export interface Machine {
  platform?: NodeJS.Platform;
  /** Folders where commands are looked for. Default: the PATH. */
  commandFolders?: readonly string[];
  espeak?: EspeakSettings;
}

/** A machine that cannot speak, or is told not to: every sentence fails with VOICE_NO_ENGINE. */
const noVoice: Voice = {
  name: 'none',
  async speak() {
    throw new HardwareError('VOICE_NO_ENGINE', { engine: 'none' });
  },
};

/**
 * The voice of this machine. `auto`: the system's own on Windows and macOS, espeak-ng elsewhere where it is
 * installed. An engine asked for by name is taken without looking; speaking then says where it is missing.
 */
export async function detectVoice(preference: VoicePreference, machine: Machine = {}): Promise<Voice> {
  const { platform = process.platform, espeak = {} } = machine;
  if (typeof preference === 'object') return new FileVoice(preference.file, espeak);
  if (preference === 'none') return noVoice;
  const hasSay = platform === 'win32' || platform === 'darwin';
  if (preference === 'say' || (preference === 'auto' && hasSay)) {
    if (!hasSay) return noVoice;
    // Loaded only where it is used: on systems it does not know the package starts with an error.
    const { SayVoice } = await import('./say-voice.ts');
    return new SayVoice({ platform });
  }
  if (preference === 'espeak-ng') return new EspeakVoice(espeak);
  const folders = machine.commandFolders ?? (process.env.PATH ?? '').split(delimiter);
  return (await isInstalled(espeak.command ?? 'espeak-ng', folders)) ? new EspeakVoice(espeak) : noVoice;
}

async function isInstalled(command: string, folders: readonly string[]): Promise<boolean> {
  const candidates = isAbsolute(command) ? [command] : folders.map((folder) => join(folder, command));
  for (const candidate of candidates) {
    const canRun = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (canRun) return true;
  }
  return false;
}
