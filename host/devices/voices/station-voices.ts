import { HardwareError } from '../../../hardware/error.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import type { SpeakOptions } from '../../../hardware/voice/voice.ts';
import type { SpokenReport, SpokenSentence } from '../../parts/outputs/views.ts';

/** A screen that was switched on as the voice of a place. */
interface Output {
  emit(sentence: SpokenSentence): void;
}

interface UnderWay {
  output: Output;
  began(): void;
  end(wasSpoken: boolean): void;
}

/** A screen that has not begun by then does not: its tab sleeps, or it has no voice. */
const beginsWithinMs = 4_000;
const endsWithinMs = 30_000;
const mostOutputsOfPlace = 16;

/**
 * The screens that speak, by place. A sentence goes to one of them, the one switched on last, and is said when that
 * one confirms it; where it does not, the next one is asked.
 */
export class StationVoices {
  readonly #scheduler: Scheduler;
  readonly #newId: () => string;
  readonly #onChange: () => void;
  /** By the place's device; the one switched on last stands last. */
  readonly #outputs = new Map<string, Output[]>();
  readonly #underWay = new Map<string, UnderWay>();

  constructor(options: { scheduler: Scheduler; newId(): string; onChange(): void }) {
    this.#scheduler = options.scheduler;
    this.#newId = options.newId;
    this.#onChange = options.onChange;
  }

  /** How many screens speak at a place. */
  count(device: string): number {
    return this.#outputs.get(device)?.length ?? 0;
  }

  /** A screen speaks here from now on. Returns how it stops; what it is saying then counts as not said. */
  add(device: string, emit: (sentence: SpokenSentence) => void): () => void {
    const output: Output = { emit };
    this.#outputs.set(device, [...(this.#outputs.get(device) ?? []), output].slice(-mostOutputsOfPlace));
    this.#onChange();
    return () => {
      this.#outputs.set(
        device,
        (this.#outputs.get(device) ?? []).filter((other) => other !== output),
      );
      for (const underWay of [...this.#underWay.values()]) if (underWay.output === output) underWay.end(false);
      this.#onChange();
    };
  }

  /** A screen tells how far a sentence is; what it tells of any other is not heard. */
  report(sentenceId: string, report: SpokenReport): void {
    const underWay = this.#underWay.get(sentenceId);
    if (report === 'began') underWay?.began();
    else underWay?.end(report === 'ended');
  }

  /**
   * Has one screen of the place say a sentence.
   * @returns false where no screen here said it
   * @throws HardwareError VOICE_FAILED with reason `aborted`
   */
  async speak(device: string, text: string, options: SpeakOptions): Promise<boolean> {
    for (const output of (this.#outputs.get(device) ?? []).toReversed()) {
      if (options.signal?.aborted) break;
      if (await this.#ask(output, text, options)) return true;
    }
    if (options.signal?.aborted) throw new HardwareError('VOICE_FAILED', { engine: 'station', reason: 'aborted' });
    return false;
  }

  #ask(output: Output, text: string, { language, signal, onSound }: SpeakOptions): Promise<boolean> {
    const id = this.#newId();
    return new Promise((resolve) => {
      let timer: TimerHandle | undefined;
      const end = (wasSpoken: boolean) => {
        if (!this.#underWay.delete(id)) return;
        this.#scheduler.clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        resolve(wasSpoken);
      };
      const abort = () => end(false);
      const began = () => {
        this.#scheduler.clearTimeout(timer);
        timer = this.#scheduler.setTimeout(() => end(false), endsWithinMs);
        onSound?.();
      };
      this.#underWay.set(id, { output, began, end });
      signal?.addEventListener('abort', abort);
      timer = this.#scheduler.setTimeout(() => end(false), beginsWithinMs);
      output.emit({ id, text, language });
    });
  }
}
