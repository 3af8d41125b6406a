import type { Language } from '../../../core/kernel/money.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import { type Job, markJobSound } from '../../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import { detectVoice, type Machine } from '../../../hardware/voice/detect.ts';
import type { Voice, VoicePreference } from '../../../hardware/voice/voice.ts';
import type { JobDevice } from '../../effects/device-lane.ts';
import type { Sentence } from '../../paper/jobs.ts';
import { isOvertaken, sentencesOf } from '../../paper/jobs.ts';

import type { StationVoices } from './station-voices.ts';

export interface StoreVoiceOptions {
  /** The settings in force. */
  site(): SiteIndex;
  db: StoreDatabase;
  /** Which engine, or a voice that is there already (a simulated day's). */
  setting: VoicePreference | Voice;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  /** The engine was found, or turned out to be missing. */
  onChange?(): void;
  /** Default: this machine. */
  machine?: Machine;
  /** As jobs name the place. Default `voice`. */
  device?: string;
  /** The sound device of this machine, where the engine takes one. */
  soundDevice?: string;
  /** Only screens speak here: while there is none, what is to be said waits. */
  onlyStations?: boolean;
  /** The screens that speak; they go before the engine of this machine. */
  stations?: StationVoices;
}

const testSentences: Readonly<Record<Language, string>> = {
  'zh-CN': '语音测试，一、二、三。',
  en: 'Voice test: one, two, three.',
};

/**
 * The voice of one place, the clock room where the site names no other: says calls, reminders and calls for service, one sentence at a time. A call falls
 * silent once it was answered.
 */
export class StoreVoice {
  readonly device: JobDevice = { run: (job) => this.#inTurn(() => this.#speakJob(job)) };
  readonly #options: StoreVoiceOptions;
  readonly #voice: Promise<Voice>;
  readonly #place: string;
  readonly #closing = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #engine: string | null = null;

  constructor(options: StoreVoiceOptions) {
    this.#options = options;
    const { setting, scheduler, machine, soundDevice } = options;
    const espeak = { scheduler, ...(soundDevice === undefined ? {} : { device: soundDevice }), ...machine?.espeak };
    this.#place = options.device ?? 'voice';
    this.#voice =
      typeof setting === 'object' && 'speak' in setting
        ? Promise.resolve(setting)
        : detectVoice(setting, { ...machine, espeak });
    // Whoever speaks hears of a voice that cannot be had; nobody may have asked yet.
    this.#voice.then(
      (voice) => this.#setEngine(voice.name === 'none' ? null : voice.name),
      () => undefined,
    );
  }

  /** For people: `espeak-ng`, `say`, `file:/…`; null where nothing speaks (or it is not known yet). */
  get engine(): string | null {
    return this.#engine;
  }

  /** Says one sentence in each of the store's languages. Throws HardwareError VOICE_NO_ENGINE, VOICE_FAILED. */
  async test(): Promise<void> {
    await this.#inTurn(async () => {
      for (const language of this.#options.site().site.voice.languages) {
        await this.#say({ text: testSentences[language], language });
      }
    });
  }

  /** Stops in the middle of the sentence, for good. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const spoken = this.#last.then(work);
    this.#last = spoken.catch(() => undefined);
    await spoken;
  }

  async #speakJob(job: Job): Promise<void> {
    const { site, db, now, setting } = this.#options;
    // What is written to files is read by people, who look for the numbers.
    const form = typeof setting === 'object' ? 'shown' : 'spoken';
    const facts = { site: site(), state: db.state, at: now(), form } as const;
    for (const [index, sentence] of sentencesOf(job.payload, facts).entries()) {
      if (index > 0 && isOvertaken(job, db.state, now())) return;
      await this.#say(sentence, index > 0 || job.repeated ? undefined : () => this.#noteSound(job));
    }
  }

  /** How long the call took until it was to be heard. A note that cannot be written silences nobody. */
  #noteSound(job: Job): void {
    const { db, now, onChange } = this.#options;
    try {
      db.transact((tx) => markJobSound(tx, job.id, Math.max(0, now() - job.createdAt)));
      onChange?.();
    } catch {
      // The file is busy or full: the lane says so when it writes what came of the job.
    }
  }

  async #say({ text, language }: Sentence, onSound?: () => void): Promise<void> {
    const { signal } = this.#closing;
    const { stations, onlyStations } = this.#options;
    if (signal.aborted) throw new HardwareError('VOICE_FAILED', { engine: this.#engine, reason: 'closed' });
    const options = { language, signal, ...(onSound ? { onSound } : {}) };
    if (await stations?.speak(this.#place, text, options)) return;
    if (onlyStations) throw new HardwareError('VOICE_FAILED', { engine: 'station', reason: 'no-station' });
    const voice = await this.#voice;
    try {
      await voice.speak(text, options);
      this.#setEngine(voice.name);
    } catch (error) {
      if (error instanceof HardwareError && error.code === 'VOICE_NO_ENGINE') this.#setEngine(null);
      throw error;
    }
  }

  #setEngine(engine: string | null): void {
    if (this.#engine === engine) return;
    this.#engine = engine;
    this.#options.onChange?.();
  }
}
