import type { EventPayloads, EventType, JournalEvent } from '../../core/model/events.ts';

import type { WriteHandle } from './connection.ts';

/** A journal event of one type. */
export type JournalEventOf<T extends EventType> = Pick<
  JournalEvent,
  'seq' | 'id' | 'commandId' | 'at' | 'businessDate' | 'actor' | 'station' | 'version'
> & { type: T; payload: EventPayloads[T] };

/** What one event does to the tables of its aggregate. Looks at nothing but the event and the tables. */
type Projection<T extends EventType> = (tx: WriteHandle, event: JournalEventOf<T>) => void;

/** A projection for every one of the types. */
export type Projections<T extends EventType> = { readonly [K in T]: Projection<K> };

/** All event types of an aggregate: those that start with its name. */
export type EventsOf<Aggregate extends string> = Extract<EventType, `${Aggregate}.${string}`>;

/** For events that change no table: the journal row is all there is to keep. */
export function changesNothing(): void {}
