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

/** A text with every card in it made up. `cards`: by the real one; whatever is none of them stays. */
export function withCardsMadeUp(text: string, cards: ReadonlyMap<string, string>): string {
  return text.replaceAll(/[0-9A-F]{6,}/g, (run) => {
    const madeUp = cards.get(run);
    if (madeUp !== undefined) return madeUp;
    // Typed without a space before or behind it.
    return [...cards].reduce((rest, [card, other]) => rest.replaceAll(card, other), run);
  });
}

/**
 * What was said, with every card made up, wherever a text names it, and rules that pay nothing. `isPay`: it tells of
 * pay, so its amounts are 0 and its reasons blank.
 */
export function saidForPractice(said: unknown, cards: ReadonlyMap<string, string>, isPay: boolean): unknown {
  const within = (one: unknown): unknown => {
    if (typeof one === 'string') return withCardsMadeUp(one, cards);
    if (Array.isArray(one)) return one.map(within);
    if (typeof one !== 'object' || one === null) return one;
    // Fields stay in their order: what is compared as text stays the same text.
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, ofField(name, inner, one as Fields)]));
  };
  const ofField = (name: string, value: unknown, { saleOf }: Fields): unknown => {
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
