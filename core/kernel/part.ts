import type { z } from 'zod';
import type { Aggregate } from './aggregate.ts';
import type { DecisionContext } from './context.ts';
import type { EventDefinitions, PayloadsOf } from './event.ts';

/**
 * Who may send a command: a person's screen, a card at a terminal or reader, a duty of the store's own clock, the
 * store itself on somebody's behalf (a sign-in, a site file).
 */
export type Sender = 'screen' | 'terminal' | 'duty' | 'store';

/** One command of an aggregate: who may ask for it, and what comes of it. */
export interface CommandPart<State, Data, Event, Permission> {
  /** What a person must be allowed; null where no person asks for it by a screen. */
  readonly permission: Permission | null;
  readonly from: readonly Sender[];
  /** Fields that only a terminal can vouch for: which card was held where. */
  readonly saidByTerminals?: readonly string[];
  /** Pure: the same state, data and context give the same events. Throws StoreError, and changes nothing then. */
  decide(state: State, data: Data, ctx: DecisionContext): Event[];
}

/** What an event is about: which parts of screens, terminals and lists it makes old, and whose history it belongs to. */
export interface About<Payload, State, Board extends string, List extends string> {
  /** Rooms whose tiles and terminals show it; null for none. */
  rooms?(said: Payload): readonly (string | null)[];
  /** Visits whose history it is; asked after the event. */
  visits?(said: Payload, state: State): readonly string[];
  /** Technicians whose state or day it changes. */
  technicians?(said: Payload): readonly (string | null)[];
  /** Clocks whose technicians it changes without naming them. */
  clocks?(said: Payload): readonly string[];
  queues?(said: Payload): readonly string[];
  /** Lists of the board that are made anew. */
  boards?: readonly Board[];
  /** Lists that screens ask again. */
  stale?: readonly List[];
  /** Every screen begins anew. */
  everything?: true;
}

/** Everything the house must know of an aggregate besides its nouns; total by type, so that nothing is forgotten. */
export interface PartBody<
  One extends Aggregate,
  State,
  Event,
  JournalEvent,
  Permission,
  Settings,
  Job,
  Need,
  Incident,
  Board extends string,
  List extends string,
> {
  readonly commands: {
    readonly [Name in keyof One['commands']]: CommandPart<State, z.output<One['commands'][Name]>, Event, Permission>;
  };
  readonly about: {
    readonly [Type in keyof One['events']]: About<EventsSaid<One['events']>[Type], State, Board, List>;
  };
  /** Which approval an event of its own rests on; null, or nothing here, where it needs none. */
  needs?(event: JournalEvent): Need | null;
  /** What its events put on the day's list of what did not go its way; from the event alone. */
  incidents?(event: JournalEvent): Incident[];
  /** What its events ask of the world outside. Derived from the event and the settings in force alone. */
  jobs?(event: JournalEvent, settings: Settings): Job[];
  /** What has come due by itself when a command comes; decided before it, asked again until nobody has anything to say. */
  first?(state: State, ctx: DecisionContext): Event[];
  /** What follows from how the store stands after an event; asked again until nobody has anything to say. */
  settle?(state: State, ctx: DecisionContext): Event[];
  /** The same, asked when everything is settled. */
  react?(state: State, ctx: DecisionContext): Event[];
  /** Completes what any decision gave, as it is frozen at that moment or follows from it. */
  complete?(state: State, events: readonly Event[], ctx: DecisionContext): Event[];
}

type EventsSaid<Definitions extends EventDefinitions> = PayloadsOf<Definitions>;
