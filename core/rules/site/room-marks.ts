/** Kinds and beds of rooms as people write them at ranges of numbers: `201-206 足疗房 2床、207-208贵宾`. */

/** A kind of room that may be written at numbers: by its code, or by another word for it. */
export interface RangeKind {
  code: string;
  words: readonly string[];
}

/** What is written at some numbers; null: nothing was. */
export interface RoomMark {
  /** The code of a kind. */
  kind: string | null;
  beds: number | null;
}

export const mostBeds = 40;
/** Digits right before would be a part of the number: `2012床` says nothing. */
const withBeds = /^(|.*[^\d-])[x×*]?(\d{1,2})(?:张?床|beds?)$/i;
/** They say that something is a room, and stand at numbers as well. */
const plainWord = (word: string) => word.replace(/[房室间\s]/g, '').toLowerCase();

/** Beds beside their number, so that both are one token. */
export function withBedsJoined(text: string): string {
  return text.replace(/(\d)\s+(?=张?床|beds?(?![a-z]))/gi, '$1');
}

/** A token without what it says of kind and beds; null: it says nothing of them. */
export function markIn(token: string, kinds: readonly RangeKind[]): { rest: string; mark: RoomMark | null } {
  const [, before = token, beds] = withBeds.exec(token) ?? [];
  const words = kinds
    .flatMap(({ code, words: own }) => [code, ...own].map((word) => ({ code, word: plainWord(word) })))
    .filter(({ word }) => word !== '')
    .sort((one, other) => other.word.length - one.word.length);
  const text = plainWord(before);
  const behind = words.find(
    ({ word }) => text === word || (text.endsWith(word) && /\d:?$/.test(text.slice(0, -word.length))),
  );
  // Letters right before a number are a part of it: VIP1 is a room.
  const isAhead = (word: string) =>
    text.startsWith(word) && /\d$/.test(text) && (text[word.length] === ':' || /[^a-z0-9-]$/.test(word));
  const ahead = behind ? undefined : words.find(({ word }) => isAhead(word));
  const word = behind?.word ?? ahead?.word ?? '';
  const kind = behind?.code ?? ahead?.code ?? null;
  if (kind === null && beds === undefined) return { rest: token, mark: null };
  const plain = kind === null ? before : before.replace(/[房室间\s]/g, '');
  const cut = behind ? plain.slice(0, plain.length - word.length) : plain.slice(word.length);
  return { rest: cut.replace(/^:|:$/g, ''), mark: { kind, beds: beds === undefined ? null : Number(beds) } };
}

/**
 * Numbers with what is written at them. Alone behind some it holds for those since the last; alone before the first it
 * is a heading, and so are the kinds after it.
 */
export class MarkedNumbers<Numbered extends RoomMark> {
  readonly numbers: Numbered[] = [];
  #heading: RoomMark | null = null;
  /** Nothing stands under the heading yet. */
  #isFresh = false;
  /** Where those begin that a mark behind them is about. */
  #from = 0;
  #isMarked = false;

  add(numbers: readonly Numbered[], own: RoomMark | null): void {
    if (this.#isMarked || own) this.#from = this.numbers.length;
    this.#isMarked = own !== null;
    this.#isFresh = false;
    const { kind = null, beds = null } = this.#heading ?? {};
    this.numbers.push(...numbers.map((one) => ({ ...one, kind: own?.kind ?? kind, beds: own?.beds ?? beds })));
  }

  mark(alone: RoomMark): void {
    const isHeading = this.numbers.length === 0 || (this.#heading !== null && (this.#isFresh || alone.kind !== null));
    if (isHeading) {
      this.#heading = alone.kind === null ? { kind: this.#heading?.kind ?? null, beds: alone.beds } : alone;
      this.#isFresh = true;
      this.#from = this.numbers.length;
      this.#isMarked = false;
      return;
    }
    for (const one of this.numbers.slice(this.#from)) {
      one.kind = alone.kind ?? one.kind;
      one.beds = alone.beds ?? one.beds;
    }
    this.#isMarked = true;
  }
}
