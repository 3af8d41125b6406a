import type { z } from 'zod';
import { commonError } from './errors.ts';
import {
  type PersonalOwner,
  personalFieldsOf,
  type SealedValue,
  sealedFormOf,
  withPersonal,
  withSealed,
} from './personal.ts';

/**
 * One kind of event of an aggregate: what it says, in which version, and how what older versions said reads as this
 * one. Type, builder, validation and what is stored are the same thing. An event is never changed once released, only
 * superseded by one with a higher version.
 */
export interface EventDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly version: number;
  /** Strict: what is not named is an error. */
  readonly payload: Schema;
  /** By version: makes what that version said into what the next one says. One for every version before this. */
  readonly upcasts: Readonly<Record<number, Upcast>>;
  /** Where its payload has personal fields. */
  readonly sealing?: Sealing;
  /** Where it names cards: how they stand in the journal. */
  readonly cards?: HashedCards;
  /** Fields that only steps from older versions say: a row of the present version that says one is malformed. */
  readonly saidOfOlder?: readonly string[];
  /** Where it erases: whose personal fields are to be read no more. */
  readonly erases?: (said: never) => readonly PersonalOwner[];
}

/** How the personal fields of an event stand in the journal. */
export interface Sealing {
  /** Null where this one says nothing personal. */
  readonly ownerOf: (said: never) => PersonalOwner | null;
  /** Rows of versions before this one have them plain, and cannot be erased. */
  readonly sinceVersion: number;
  /** What is stored. */
  readonly stored: z.ZodType;
  readonly fields: ReturnType<typeof personalFieldsOf>;
}

/** How the cards that an event names stand in the journal: as a keyed hash, never as a number. */
export interface HashedCards {
  /** Rows of versions before this one have numbers. */
  readonly sinceVersion: number;
  /** Whether the number is kept beside the journal; a card that is only told of is known by its hash from then on. */
  readonly isKept: boolean;
}

export type Upcast = (payload: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

/** What each kind of event says, by its type. */
export type PayloadsOf<Definitions extends EventDefinitions> = {
  [Type in keyof Definitions]: z.output<Definitions[Type]['payload']>;
};

/** An event of the first version. */
export function says<Schema extends z.ZodType>(payload: Schema): EventDefinition<Schema> {
  return { version: 1, payload, upcasts: {} };
}

/** An event of a later version; `upcasts` lead there from every version before, the first one's first. */
export function nowSays<Schema extends z.ZodType>(
  payload: Schema,
  ...upcasts: [Upcast, ...Upcast[]]
): EventDefinition<Schema> {
  return {
    version: upcasts.length + 1,
    payload,
    upcasts: Object.fromEntries(upcasts.map((upcast, index) => [index + 1, upcast])),
  };
}

/** A step to the version that says the currency: what was written before did not. */
export const withoutCurrency: Upcast = (said) => ({ ...said, currency: null });

/**
 * An event with personal fields, which stand sealed in the journal from a version on; without one, from the present.
 * `ownerOf` says whose they are, by what is not personal; null where this one says nothing of anybody.
 */
export function sealed<Definition extends EventDefinition>(
  definition: Definition,
  ownerOf: (said: z.output<Definition['payload']>) => PersonalOwner | null,
  sinceVersion = definition.version,
): Definition {
  const { payload } = definition;
  const sealing: Sealing = { ownerOf, sinceVersion, stored: sealedFormOf(payload), fields: personalFieldsOf(payload) };
  return { ...definition, sealing };
}

/** A step to the version in which a card stands as its hash: whoever reads a row of before has the number. */
export const withPlainCards: Upcast = (said) => ({ ...said });

/** An event whose cards stand as hashes in the journal from its present version on. */
export function namingCards<Definition extends EventDefinition>(definition: Definition, isKept = true): Definition {
  return { ...definition, cards: { sinceVersion: definition.version, isKept } };
}

/** An event of which some fields are said by the steps from older versions alone, such as by which rule it was decided. */
export function ofOlder<Definition extends EventDefinition>(
  definition: Definition,
  ...saidOfOlder: (keyof z.output<Definition['payload']> & string)[]
): Definition {
  return { ...definition, saidOfOlder };
}

/** An event after which the keys of some are destroyed. */
export function erasing<Definition extends EventDefinition>(
  definition: Definition,
  erases: (said: z.output<Definition['payload']>) => readonly PersonalOwner[],
): Definition {
  return { ...definition, erases };
}

/** Seals one personal field; `path`: where it stands. */
export type SealField = (owner: PersonalOwner, value: unknown, path: string) => SealedValue;

/** Opens one; undefined where there is no key any more. Throws PERSONAL_SEAL_BROKEN. */
export type OpenField = (owner: PersonalOwner, sealed: SealedValue, path: string) => unknown;

/** What an event says, as it is stored. */
export function sealedPayload({ sealing }: EventDefinition, said: unknown, seal: SealField): unknown {
  if (!sealing) return said;
  const owner = sealing.ownerOf(said as never);
  if (!owner) return said;
  return withPersonal(said, sealing.fields, (value, path) => seal(owner, value, path));
}

/**
 * What a stored event says in its own version: sealed fields opened, or blank. Rows from before there were seals stay
 * as they are.
 */
export function openedPayload(
  definition: EventDefinition,
  { version, payload }: StoredEvent,
  open: OpenField,
): unknown {
  const { sealing } = definition;
  if (!sealing || version < sealing.sinceVersion) return payload;
  const owner = sealing.ownerOf(payload as never);
  if (!owner) return payload;
  const blankOf = (path: string) => {
    const pattern = path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*');
    return sealing.fields.find((field) => field.path === pattern)?.blank ?? null;
  };
  return withSealed(payload, (value, path) => {
    const opened = open(owner, value, path);
    return opened === undefined ? blankOf(path) : opened;
  });
}

/** Throws EVENT_MALFORMED where a row of the present version has a personal field that is not sealed. */
export function requireSealed(definition: EventDefinition, { type, version, payload }: StoredEvent): void {
  const { sealing } = definition;
  if (!sealing || version !== definition.version) return;
  const { error } = sealing.stored.safeParse(payload);
  if (error) throw malformed(type, error);
}

/** A row as it is stored, its payload parsed from JSON. */
export interface StoredEvent {
  type: string;
  version: number;
  payload: unknown;
}

/**
 * What a stored event says as the present version says it. Trusts what is stored. Throws EVENT_UNKNOWN, and
 * EVENT_TOO_NEW for what a later program wrote.
 */
export function upcast(definitions: EventDefinitions, { type, version, payload }: StoredEvent): unknown {
  const definition = Object.hasOwn(definitions, type) ? definitions[type] : undefined;
  if (!definition) throw commonError('EVENT_UNKNOWN', { type });
  if (version > definition.version) throw commonError('EVENT_TOO_NEW', { type, version });
  let said = payload;
  for (let at = version; at < definition.version; at += 1) {
    const step = definition.upcasts[at];
    if (!step) throw commonError('EVENT_MALFORMED', { type, detail: `version ${at}` });
    said = step(said as Readonly<Record<string, unknown>>);
  }
  return said;
}

/**
 * The same, and checked: every field is there, has its form, and nothing else is there. Throws EVENT_MALFORMED with
 * the path of what is wrong besides.
 */
export function decode(definitions: EventDefinitions, stored: StoredEvent): unknown {
  const said = upcast(definitions, stored);
  const definition = definitions[stored.type];
  const parsed = definition?.payload.safeParse(said);
  const isOwnVersion = stored.version === definition?.version;
  const stray = isOwnVersion
    ? definition.saidOfOlder?.find((field) => Object.hasOwn(stored.payload as object, field))
    : undefined;
  if (stray !== undefined)
    throw commonError('EVENT_MALFORMED', { type: stored.type, detail: `${stray}: of older rows only` });
  if (parsed?.success) return parsed.data;
  throw malformed(stored.type, parsed?.error);
}

function malformed(type: string, error: z.ZodError | undefined): Error {
  const [issue] = error?.issues ?? [];
  const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
  return commonError('EVENT_MALFORMED', { type, detail });
}
