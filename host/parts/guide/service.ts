import type { GuideView } from './views.ts';

/** A guide through the store, whose steps the journal shows to be done. */
export interface GuideService {
  /** Null in a store that is neither a demo nor a practice. */
  view(): GuideView | null;
}
