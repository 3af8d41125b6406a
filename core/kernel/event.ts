import type { z } from 'zod';
import { commonError } from './errors.ts';

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
  const parsed = definitions[stored.type]?.payload.safeParse(said);
  if (parsed?.success) return parsed.data;
  const [issue] = parsed?.error.issues ?? [];
  const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : '';
  throw commonError('EVENT_MALFORMED', { type: stored.type, detail });
}
