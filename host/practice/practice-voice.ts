import type { Voice } from '../../hardware/voice/voice.ts';

const mostSentences = 20;

/** The voice of a practice: nothing is to be heard, what would have been is kept to be read. */
export class PracticeVoice implements Voice {
  readonly name = 'practice';
  readonly #now: () => number;
  #count = 0;
  #sentences: { id: number; at: number; text: string }[] = [];

  /** @param now the wall clock, UTC ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Newest first. */
  get sentences(): { id: number; at: number; text: string }[] {
    return this.#sentences;
  }

  async speak(text: string, { onSound }: { onSound?: () => void }): Promise<void> {
    onSound?.();
    this.#count += 1;
    this.#sentences = [{ id: this.#count, at: this.#now(), text }, ...this.#sentences].slice(0, mostSentences);
  }
}
