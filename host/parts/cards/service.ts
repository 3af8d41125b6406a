import type { RefusalView } from './views.ts';

export interface CardService {
  /** The cards turned away today, newest first; their UIDs stay in the store. */
  refusals(): RefusalView[];
}
