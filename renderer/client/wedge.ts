import type { TypedCardShape } from '../../host/parts/readers/views.ts';

/**
 * Between two keys of a reader there is never more time than this; its reports come every 8 to 20 ms. People who type
 * fast need 60 ms and more between keys, and some pairs of keys less, but never the eight in a row a card has.
 */
export const wedgeGapMs = 40;

/** A late timer must not cut what belongs together in two: so much is waited on top of the longest gap. */
export const wedgeSlackMs = 15;

/** A key that went down, on the clock of the events. */
export interface WedgeKey {
  key: string;
  atMs: number;
  /** Ctrl, Alt or Meta is held, the key repeats itself, or an input method is composing: no reader does that. */
  isSpecial: boolean;
}

/** What is to be done with the key just told of, and with those that were held back before it. */
export interface WedgeStep<K> {
  /** The key must not have its effect now: it may be a part of a card. */
  hold: boolean;
  /** These were typing after all: they have their effect now, in this order, before the key itself. */
  release: K[];
  /** What a reader typed; none of it had an effect. */
  card: string | null;
}

const pass = { hold: false, release: [], card: null };
/** Keys that only change what others mean; a reader presses Shift for capital letters. */
const modifiers = new Set(['Shift', 'CapsLock', 'NumLock']);
const ends = new Set(['Enter', 'Tab']);

/**
 * Tells cards typed by a reader from people's typing, by their timing and their shape. Without a clock and without a
 * page: keys come in with their times, and `onSilence` when nothing has come for `wedgeGapMs`.
 */
export class Wedge<K extends WedgeKey> {
  readonly #shapes: readonly TypedCardShape[];
  readonly #characters: ReadonlySet<string>;
  readonly #longest: number;
  #held: K[] = [];
  #lastAtMs = Number.NEGATIVE_INFINITY;
  /** A stream that is no card (a barcode, a macro): it passes until there is a pause. */
  #isStream = false;
  /** End keys of a card just read may still come. */
  #isAfterCard = false;

  constructor(shapes: readonly TypedCardShape[]) {
    this.#shapes = shapes;
    this.#characters = new Set(shapes.flatMap(({ prefix, alphabet, suffix }) => [...prefix, ...alphabet, ...suffix]));
    this.#longest = Math.max(
      0,
      ...shapes.map(({ prefix, lengths, suffix }) => prefix.length + suffix.length + Math.max(...lengths)),
    );
  }

  /** Something is held back: `onSilence` is due when no key comes. */
  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  onKey(key: K): WedgeStep<K> {
    if (modifiers.has(key.key) && !key.isSpecial) return pass;
    const isQuick = key.atMs - this.#lastAtMs <= wedgeGapMs;
    this.#lastAtMs = key.atMs;
    const isEndOfCard = this.#isAfterCard && isQuick && ends.has(key.key);
    // A reader may end a card with several keys (CR LF): while they come at its pace they are all part of it.
    this.#isAfterCard = isEndOfCard;
    if (isEndOfCard) return { hold: true, release: [], card: null };
    // What was held before a pause is complete, whatever comes now.
    const before = isQuick ? pass : this.#finish();
    if (!isQuick) this.#isStream = false;
    if (before.card !== null) return { ...this.#take(key), card: before.card };
    const step = this.#take(key);
    return { ...step, release: [...before.release, ...step.release] as K[] };
  }

  /** Nothing has come for a while. */
  onSilence(): WedgeStep<K> {
    const step = this.#finish();
    this.#isAfterCard = step.card !== null;
    return step as WedgeStep<K>;
  }

  #take(key: K): WedgeStep<K> {
    if (!key.isSpecial && ends.has(key.key) && this.#cardIn(this.#held) !== null) {
      this.#isAfterCard = true;
      return { ...(this.#finish() as WedgeStep<K>), hold: true };
    }
    if (key.isSpecial || this.#isStream || !this.#characters.has(key.key)) return this.#letGo();
    if (this.#held.length >= this.#longest) {
      this.#isStream = true;
      return this.#letGo();
    }
    this.#held.push(key);
    return { hold: true, release: [], card: null };
  }

  #letGo(): WedgeStep<K> {
    const release = this.#held;
    this.#held = [];
    return { hold: false, release, card: null };
  }

  #finish(): WedgeStep<K> {
    const card = this.#cardIn(this.#held);
    const release = this.#held;
    this.#held = [];
    return { hold: false, release: card === null ? release : [], card };
  }

  #cardIn(keys: readonly K[]): string | null {
    const text = keys.map(({ key }) => key).join('');
    return this.#shapes.some((shape) => fits(text, shape)) ? text : null;
  }
}

function fits(text: string, { prefix, suffix, alphabet, lengths }: TypedCardShape): boolean {
  if (!text.startsWith(prefix) || !text.endsWith(suffix)) return false;
  const middle = text.slice(prefix.length, text.length - suffix.length);
  return lengths.includes(middle.length) && [...middle].every((character) => alphabet.includes(character));
}
