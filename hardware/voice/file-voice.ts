import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HardwareError } from '../error.ts';
import { type EspeakSettings, espeak } from './espeak.ts';
import type { SpeakOptions, Voice } from './voice.ts';

/** Older calls are deleted: nobody listens to them, and a disk is not endless. */
const mostCallsKept = 200;

/**
 * For machines without sound: each sentence becomes `call-000001.wav` and, beside it, `call-000001.txt` with the
 * words, numbered on from what is in the folder. Where no engine is installed only the words are written.
 */
export class FileVoice implements Voice {
  readonly name: string;
  readonly #folder: string;
  readonly #settings: EspeakSettings;
  #lastCall: Promise<unknown> = Promise.resolve();

  /** @param folder made where it does not exist */
  constructor(folder: string, settings: EspeakSettings = {}) {
    this.name = `file:${folder}`;
    this.#folder = folder;
    this.#settings = settings;
  }

  async speak(text: string, options: SpeakOptions): Promise<void> {
    // One after the other, or two calls would take the same number.
    const written = this.#lastCall.then(() => this.#write(text, options));
    this.#lastCall = written.catch(() => undefined);
    await written;
  }

  async #write(text: string, options: SpeakOptions): Promise<void> {
    let path: string;
    try {
      await mkdir(this.#folder, { recursive: true });
      path = join(this.#folder, `call-${String(await this.#nextNumber()).padStart(6, '0')}`);
      await writeFile(`${path}.txt`, `${text}\n`);
    } catch (cause) {
      throw new HardwareError('VOICE_FAILED', { engine: this.name, reason: 'folder' }, { cause });
    }
    try {
      await espeak(text, options, this.#settings, `${path}.wav`);
    } catch (error) {
      if (!(error instanceof HardwareError) || error.code !== 'VOICE_NO_ENGINE') throw error;
    }
  }

  async #nextNumber(): Promise<number> {
    const numbers = (await readdir(this.#folder))
      .map((name) => Number(/^call-(\d{6,})\.txt$/.exec(name)?.[1]))
      .filter((number) => number > 0)
      .sort((one, other) => one - other);
    for (const old of numbers.slice(0, Math.max(0, numbers.length - mostCallsKept + 1))) {
      const path = join(this.#folder, `call-${String(old).padStart(6, '0')}`);
      await rm(`${path}.txt`, { force: true });
      await rm(`${path}.wav`, { force: true });
    }
    return (numbers.at(-1) ?? 0) + 1;
  }
}
