import type { z } from 'zod';
import { schemaHasField } from './schema-fields.ts';

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

/** What was said, with every card another; its fields stay in their order. */
export function withCards<Said>(said: Said, change: (card: string) => string): Said {
  if (Array.isArray(said)) return said.map((one: unknown) => withCards(one, change)) as Said;
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(
    Object.entries(said).map(([name, one]) => [
      name,
      cardFields.has(name) && typeof one === 'string' ? change(one) : withCards(one as unknown, change),
    ]),
  ) as Said;
}

/** What was said, with every card blank (`''`). */
export function withBlankCards<Said>(said: Said): Said {
  return withCards(said, () => '');
}

/** Whether a card is known by its hash only: `<id of the key>.<HMAC-SHA-256 of the UID>`, both base64url. */
export function isHashedCard(card: string): boolean {
  return /^[\w-]{22}\.[\w-]{43}$/.test(card);
}

/** Whether what a schema allows to be said may name a card. */
export function mayNameCards(schema: z.ZodType): boolean {
  return schemaHasField(schema, cardFields);
}
