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

/** What an event says as its row has it: personal fields sealed, under keys that are kept before it is. */
export function sealedRow(
  { type, payload }: StoreEvent,
  rowId: string,
  keys: SealingKeys,
): { payload: unknown; sealedUnder: SealedUnder | null } {
  const definition = definitionOf(type);
  const owner = definition?.sealing?.ownerOf(payload as never);
  if (!definition || !owner) return { payload, sealedUnder: null };
  const key = keys.keyFor(owner);
  const sealed = sealedPayload(definition, payload, (whose, value, path) =>
    sealField(value, key, keys.nonce(), { owner: whose, type, rowId, path }),
  );
  return { payload: sealed, sealedUnder: { keyId: key.id, owner } };
}

/**
 * What a row says in its own version, sealed fields opened, or blank where there is no key. Throws SyntaxError where
 * the payload is not JSON, PERSONAL_SEAL_BROKEN.
 */
export function openedRow({ id: rowId, type, version, payload }: Row, keys: OpeningKeys): unknown {
  const said: unknown = JSON.parse(payload);
  const definition = definitionOf(type);
  if (!definition?.sealing) return said;
  return openedPayload(definition, { type, version, payload: said }, (owner, value, path) => {
    const key = keys.keyOf(value.sealed.keyId);
    return key ? openField(value, key, { owner, type, rowId, path }) : undefined;
  });
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

/** Throws EVENT_MALFORMED where a row has a personal field that is not sealed and should be. */
export function requireSealedRow({ type, version, payload }: Row): void {
  const definition = definitionOf(type);
  if (definition?.sealing) requireSealed(definition, { type, version, payload: JSON.parse(payload) });
}
