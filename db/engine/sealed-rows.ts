import { cardsIn, isHashedCard, withCards } from '../../core/kernel/card-fields.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { openedPayload, requireSealed, sealedPayload } from '../../core/kernel/event.ts';
import { type PersonalOwner, withSealed } from '../../core/kernel/personal.ts';
import { definitionOf, type StoreEvent } from '../../core/model/events.ts';
import type { JournalRowFacts } from '../../core/seal/journal-hash.ts';
import { openField, sealField } from '../../core/seal/sealed-field.ts';
import type { OpeningKeys, SealingKeys } from './key-store.ts';

/** The key that an event's personal fields were sealed with, and whose it is. */
export interface SealedUnder {
  keyId: string;
  owner: PersonalOwner;
}

type Row = Pick<JournalRowFacts, 'id' | 'type' | 'version' | 'payload'>;

/** A card by what the journal has of it, and its number. */
export interface CardNumber {
  hash: string;
  uid: string;
}

/** An event as it is told from the first: a card that is only told of is its hash, its number nobody keeps. */
export function toldEvent(event: StoreEvent, keys: SealingKeys): StoreEvent {
  const cards = definitionOf(event.type)?.cards;
  if (!cards || cards.isKept) return event;
  return { ...event, payload: withCards(event.payload, (card) => hashOf(card, keys)) } as StoreEvent;
}

/**
 * What an event says as its row has it: personal fields sealed, under keys that are kept before it is, and cards as
 * their hashes; with the numbers of those.
 */
export function sealedRow(
  { type, payload }: StoreEvent,
  rowId: string,
  keys: SealingKeys,
): { payload: unknown; sealedUnder: SealedUnder | null; numbers: CardNumber[] } {
  const definition = definitionOf(type);
  if (definition?.cards) {
    const numbers: CardNumber[] = [];
    const said = withCards(payload, (uid) => {
      const hash = hashOf(uid, keys);
      if (hash !== uid) numbers.push({ hash, uid });
      return hash;
    });
    return { payload: said, sealedUnder: null, numbers };
  }
  const owner = definition?.sealing?.ownerOf(payload as never);
  if (!definition || !owner) return { payload, sealedUnder: null, numbers: [] };
  const key = keys.keyFor(owner);
  const sealed = sealedPayload(definition, payload, (whose, value, path) =>
    sealField(value, key, keys.nonce(), { owner: whose, type, rowId, path }),
  );
  return { payload: sealed, sealedUnder: { keyId: key.id, owner }, numbers: [] };
}

function hashOf(card: string, keys: SealingKeys): string {
  return card === '' || isHashedCard(card) ? card : keys.hashOfCard(card);
}

/**
 * What a row says in its own version: sealed fields opened, or blank where there is no key; cards by their numbers, or
 * by their hashes where those are not known. Throws SyntaxError where the payload is not JSON, PERSONAL_SEAL_BROKEN.
 */
export function openedRow({ id: rowId, type, version, payload }: Row, keys: OpeningKeys): unknown {
  const said: unknown = JSON.parse(payload);
  const definition = definitionOf(type);
  const { cards } = definition ?? {};
  if (cards?.isKept && version >= cards.sinceVersion) return withCards(said, (card) => keys.numberOf(card) ?? card);
  if (!definition?.sealing) return said;
  return openedPayload(definition, { type, version, payload: said }, (owner, value, path) => {
    const key = keys.keyOf(value.sealed.keyId);
    return key ? openField(value, key, { owner, type, rowId, path }) : undefined;
  });
}

/** The cards that a row has as hashes whose numbers are kept beside the journal. */
export function hashedCardsOf({ type, version, payload }: Row): string[] {
  const cards = definitionOf(type)?.cards;
  if (!cards?.isKept || version < cards.sinceVersion) return [];
  const found = new Set<string>();
  cardsIn(JSON.parse(payload), (card) => {
    if (isHashedCard(card)) found.add(card);
  });
  return [...found];
}

/** The key a row is sealed with, and whose it is; null where nothing in it is. */
export function sealedUnderOf({ type, payload }: Row): SealedUnder | null {
  const definition = definitionOf(type);
  if (!definition?.sealing) return null;
  const said: unknown = JSON.parse(payload);
  let keyId: string | null = null;
  withSealed(said, ({ sealed }) => {
    keyId ??= sealed.keyId;
    return null;
  });
  const owner = definition.sealing.ownerOf(said as never);
  return keyId === null || owner === null ? null : { keyId, owner };
}

/** Throws EVENT_MALFORMED where a row has a personal field that is not sealed, or a card's number, and should not. */
export function requireSealedRow({ type, version, payload }: Row): void {
  const definition = definitionOf(type);
  if (definition?.sealing) requireSealed(definition, { type, version, payload: JSON.parse(payload) });
  if (!definition?.cards || version < definition.cards.sinceVersion) return;
  cardsIn(JSON.parse(payload), (card) => {
    if (card !== '' && !isHashedCard(card)) throw commonError('EVENT_MALFORMED', { type, detail: 'card: a number' });
  });
}
