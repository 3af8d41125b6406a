import type { StateOf } from '../kernel/aggregate.ts';
import type { aggregates } from './aggregates.ts';

/**
 * What a decision may look at: the store as it stands, read in the transaction that will append the events; a slice
 * for each aggregate. Every list has a stated order, so that the same state gives the same decision. What is given out
 * may be given out again: nobody changes it.
 */
export type StoreState = Readonly<StateOf<typeof aggregates>>;
