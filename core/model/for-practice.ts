/**
 * What a copy for practice says instead of what the store says: nothing in it is as good as a card, and nobody's pay
 * stands in it. Everything is told by the names of fields, so that rows of every version are reached.
 */

/** Amounts in what is told of pay; turnover is no pay. */
const earned: ReadonlySet<string> = new Set([
  'amountMinor',
  'clockMinor',
  'goodsMinor',
  'correctionMinor',
  'totalMinor',
]);

type Fields = Readonly<Record<string, unknown>>;

/** The cards of a store, and those that stand for them in a copy for practice. */
export class MadeUpCards {
  readonly #cards: ReadonlyMap<string, string>;
  readonly #lengths: readonly number[];

  /** By the real one. */
  constructor(cards: ReadonlyMap<string, string>) {
    this.#cards = cards;
    this.#lengths = [...new Set([...cards.keys()].map(({ length }) => length))].sort((a, b) => b - a);
  }

  /** A text with every card in it made up, also one that was typed without a space before or behind it. */
  inText(text: string): string {
    return text.replaceAll(/[0-9A-F]{6,}/g, (run) => {
      let rest = '';
      for (let at = 0; at < run.length; ) {
        const length = this.#lengths.find((one) => this.#cards.has(run.slice(at, at + one))) ?? 1;
        const found = run.slice(at, at + length);
        rest += this.#cards.get(found) ?? found;
        at += length;
      }
      return rest;
    });
  }
}

/** Whether a JSON text is the same in a practice, as can be seen without reading it. */
export function saysNothingSecret(json: string, cards: MadeUpCards): boolean {
  return !/"pay":|"commissionPercent":|"saleOf":|"settings.pay"/.test(json) && cards.inText(json) === json;
}

/**
 * What was said, with every card made up, wherever a text names it, and rules that pay nothing. `isPay`: it tells of
 * pay, so its amounts are 0 and its reasons blank.
 */
export function saidForPractice(said: unknown, cards: MadeUpCards, isPay: boolean): unknown {
  const within = (one: unknown): unknown => {
    if (typeof one === 'string') return cards.inText(one);
    if (Array.isArray(one)) return one.map(within);
    if (typeof one !== 'object' || one === null) return one;
    // Fields stay in their order: what is compared as text stays the same text.
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, ofField(name, inner, one as Fields)]));
  };
  const ofField = (name: string, value: unknown, { saleOf, right }: Fields): unknown => {
    // A line of what was changed in the settings.
    if (right === 'settings.pay' && (name === 'before' || name === 'after')) return null;
    if (name === 'commissionPercent' || (name === 'percent' && saleOf !== undefined)) return 0;
    if (name === 'pay') return unpaid(value);
    if (isPay && earned.has(name)) return 0;
    if (isPay && name === 'shares' && Array.isArray(value)) return value.map(() => 0);
    if (isPay && name === 'reason') return '';
    return within(value);
  };
  return within(said);
}

/** A rule's `pay` of the same kind that pays nothing. */
function unpaid(pay: unknown): unknown {
  if (Array.isArray(pay)) return pay.map(unpaid);
  if (typeof pay !== 'object' || pay === null) return pay;
  return Object.fromEntries(
    Object.entries(pay).map(([name, one]) => [name, name === 'amount' || name === 'percent' ? 0 : unpaid(one)]),
  );
}
