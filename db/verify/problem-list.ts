import type { Problems, ProblemTexts } from '../engine/problems.ts';

/** Something in the store's file that does not fit. */
export interface ProblemOf<Code extends string> {
  code: Code;
  /** In English; `problemText` has the other languages. */
  message: string;
  /** The facts: which row, which bill, both values. */
  context: Readonly<Record<string, unknown>>;
}

/** A sentence with its facts. */
export function filledIn(text: string, context: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(context[name] ?? '–'));
}

/** Problems of one kind are listed up to this many: one fault may show a thousand times. */
const listedPerCode = 50;

/** Gathers what does not fit. */
export class ProblemList<Code extends string> implements Problems<Code> {
  readonly problems: ProblemOf<Code>[] = [];
  readonly #texts: Readonly<Record<Code, ProblemTexts[string]>>;
  readonly #counts = new Map<Code, number>();

  /** `texts`: of every problem there is. */
  constructor(texts: Readonly<Record<Code, ProblemTexts[string]>>) {
    this.#texts = texts;
  }

  add(code: Code, context: Record<string, unknown>): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= listedPerCode) {
      this.problems.push({ code, message: filledIn(this.#texts[code].en, context), context });
    }
  }

  takes(code: Code): boolean {
    return (this.#counts.get(code) ?? 0) < listedPerCode;
  }
}
