import type { SupportBundle } from './views.ts';

/** What somebody who helps from afar needs to know of a store. */
export interface SupportService {
  bundle(): SupportBundle;
}
