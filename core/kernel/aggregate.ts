import type { z } from 'zod';
import type { ErrorText } from './error-text.ts';
import type { EventDefinitions } from './event.ts';
import type { Flat, Intersection } from './merged.ts';
import type { WordsOf } from './words.ts';

/**
 * The nouns of one aggregate, as the house knows them: what can be asked, what can have happened and how that reads,
 * what can be refused, and its slice of the state.
 */
export interface Aggregate<
  State extends object = object,
  Commands extends Readonly<Record<string, z.ZodType>> = Readonly<Record<string, z.ZodType>>,
  Events extends EventDefinitions = EventDefinitions,
  Errors extends Readonly<Record<string, ErrorText>> = Readonly<Record<string, ErrorText>>,
> {
  readonly commands: Commands;
  readonly events: Events;
  readonly words: WordsOf<Events>;
  readonly errors: Errors;
  /** Only a type: what decisions look at of it, under its name in the state. */
  readonly state?: State;
}

/** `aggregate<{ rooms: RoomsSlice }>()({ commands, events, words, errors })` */
export function aggregate<State extends object = object>() {
  return <
    Commands extends Readonly<Record<string, z.ZodType>>,
    Events extends EventDefinitions,
    Errors extends Readonly<Record<string, ErrorText>>,
  >(
    body: Omit<Aggregate<State, Commands, Events, Errors>, 'state'>,
  ): Aggregate<State, Commands, Events, Errors> => body;
}

/** One facet of all aggregates of a list, merged. */
export type Merged<List extends readonly Aggregate[], Facet extends 'commands' | 'events' | 'errors' | 'words'> = Flat<
  Intersection<List[number][Facet]>
>;

/** The state all aggregates of a list make up together. */
export type StateOf<List extends readonly Aggregate[]> = Flat<Intersection<NonNullable<List[number]['state']>>>;
