import type { Language } from '../../core/money.ts';
import type { SiteIndex } from '../../core/site/site-index.ts';
import type { Job } from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { HardwareError } from '../../hardware/error.ts';
import type { Scheduler } from '../../hardware/scheduler.ts';
import { detectVoice, type Machine } from '../../hardware/voice/detect.ts';
import type { Voice, VoicePreference } from '../../hardware/voice/voice.ts';
import type { JobDevice } from '../effects/device-lane.ts';
import { isOvertaken } from '../effects/overtaken.ts';
import { type Sentence, sentencesOf } from './spoken-job.ts';

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
}

const testSentences: Readonly<Record<Language, string>> = {
  'zh-CN': '语音测试，一、二、三。',
  en: 'Voice test: one, two, three.',
};

/**
 * The voice of the clock room: says calls, reminders and calls for service, one sentence at a time. A call falls
 * silent once it was answered.
 */
export class StoreVoice {
  readonly device: JobDevice = { run: (job) => this.#inTurn(() => this.#speakJob(job)) };
  readonly #options: StoreVoiceOptions;
  readonly #voice: Promise<Voice>;
  readonly #closing = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #engine: string | null = null;

  constructor(options: StoreVoiceOptions) {
    this.#options = options;
    const { setting, scheduler, machine } = options;
    this.#voice =
      typeof setting === 'object' && 'speak' in setting
        ? Promise.resolve(setting)
        : detectVoice(setting, { ...machine, espeak: { scheduler, ...machine?.espeak } });
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
      await this.#say(sentence);
    }
  }

  async #say({ text, language }: Sentence): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) throw new HardwareError('VOICE_FAILED', { engine: this.#engine, reason: 'closed' });
    const voice = await this.#voice;
    try {
      await voice.speak(text, { language, signal });
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
