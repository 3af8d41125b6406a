import { merged } from '../core/kernel/merged.ts';
import { siteError } from '../core/model/site/errors.ts';
import type { SiteIndex } from '../core/model/site/site-index.ts';
import type { StoreState } from '../core/model/state.ts';
import type { ReadHandle } from './engine/connection.ts';
import type { SiteCache } from './parts/site/site-cache.ts';
import { databaseParts } from './parts.ts';

/**
 * The store as it stands on one connection, the slices of every part; one that no part has is a type error here. What
 * one decision asks again and again is read once, and kept until its tables are written to.
 */
export function storedState(read: ReadHandle, sites: SiteCache): StoreState {
  const site = (): SiteIndex => {
    const index = sites.current(read);
    if (!index) throw siteError('STORE_NOT_SET_UP');
    return index;
  };
  const opened = databaseParts.flatMap((part) => ('slices' in part ? [{ slices: part.slices(read, site) }] : []));
  return {
    get site() {
      return site();
    },
    get isSetUp() {
      return sites.current(read) !== null;
    },
    ...merged(opened, 'slices'),
  };
}
