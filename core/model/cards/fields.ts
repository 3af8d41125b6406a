/**
 * Where a card is named in what is told: a card's number is as good as the card, so whoever passes on what was told
 * has to know. By the names of fields, so that the settings, what happens to cards, and rows of every version are
 * reached.
 */
const cardFields: ReadonlySet<string> = new Set(['card', 'oldCard']);

/** Calls back for every card in something that was said. */
export function cardsIn(said: unknown, found: (card: string) => void): void {
  if (typeof said !== 'object' || said === null) return;
  for (const [name, one] of Object.entries(said)) {
    if (cardFields.has(name) && typeof one === 'string') found(one);
    else cardsIn(one, found);
  }
}

/** What was said, with every card blank (`''`). */
export function withBlankCards<Said>(said: Said): Said {
  if (Array.isArray(said)) return said.map((one: unknown) => withBlankCards(one)) as Said;
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(
    Object.entries(said).map(([name, one]) => [
      name,
      cardFields.has(name) && typeof one === 'string' ? '' : withBlankCards(one as unknown),
    ]),
  ) as Said;
}
