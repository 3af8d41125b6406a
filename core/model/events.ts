import type { Merged } from '../kernel/aggregate.ts';
import { decode, type EventDefinition, type EventDefinitions, type PayloadsOf, upcast } from '../kernel/event.ts';
import { merged } from '../kernel/merged.ts';
import type { PersonalOwner } from '../kernel/personal.ts';
import { aggregates } from './aggregates.ts';

/**
 * Everything that can have happened in a store. Payloads carry facts, not references to settings, so that a journal
 * reads the same after a price change; and never a PIN or a key, since the journal is the feed, the upload and the audit
 * trail.
 */
export const eventDefinitions: Merged<typeof aggregates, 'events'> = merged(aggregates, 'events');

export type EventPayloads = PayloadsOf<typeof eventDefinitions>;
export type EventType = keyof EventPayloads;
export const eventTypes = Object.keys(eventDefinitions) as EventType[];

/** One event as a decision gives it. */
export type StoreEvent = { [T in EventType]: { type: T; version: number; payload: EventPayloads[T] } }[EventType];
export type EventOf<T extends EventType> = Extract<StoreEvent, { type: T }>;

/** One row of the journal. */
export type JournalEvent = StoreEvent & {
  seq: number;
  id: string;
  commandId: string;
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Who: a staff or technician number, or `system`. */
  actor: string;
  /** Where: a station or terminal name. */
  station: string;
};

/** Builds one event of the current version. */
export function event<T extends EventType>(type: T, payload: EventPayloads[T]): StoreEvent {
  return { type, version: eventDefinitions[type].version, payload } as StoreEvent;
}

/** What is known of a type of event; null for one this program does not know. */
export function definitionOf(type: string): EventDefinition | null {
  const all: EventDefinitions = eventDefinitions;
  return Object.hasOwn(all, type) ? (all[type] ?? null) : null;
}

/** Whose personal fields are to be read no more after an event. */
export function ownersErasedBy({ type, payload }: StoreEvent): readonly PersonalOwner[] {
  return definitionOf(type)?.erases?.(payload as never) ?? [];
}

/**
 * A stored event, its sealed fields opened, as the present version has it, trusted to be what was appended: the hash vouches for it. Throws
 * EVENT_UNKNOWN, EVENT_TOO_NEW.
 */
export function presentEvent(stored: { type: string; version: number; payload: unknown }): StoreEvent {
  const payload = upcast(eventDefinitions, stored);
  const type = stored.type as EventType;
  return { type, version: eventDefinitions[type].version, payload } as StoreEvent;
}

/** The same, every field checked. Throws EVENT_UNKNOWN, EVENT_TOO_NEW, EVENT_MALFORMED. */
export function decodeEvent(stored: { type: string; version: number; payload: unknown }): StoreEvent {
  const payload = decode(eventDefinitions, stored);
  const type = stored.type as EventType;
  return { type, version: eventDefinitions[type].version, payload } as StoreEvent;
}
