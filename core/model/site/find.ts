import { siteError } from './errors.ts';
import type { SiteService } from './schema.ts';
import type { SiteIndex } from './site-index.ts';

/** Throws SERVICE_UNKNOWN. */
export function serviceOf(state: { site: SiteIndex }, serviceCode: string): SiteService {
  const service = state.site.services.get(serviceCode);
  if (!service) throw siteError('SERVICE_UNKNOWN', { serviceCode });
  return service;
}

/** The currency the store counts in now: what is priced from now on is in it. */
export function ownCurrency(state: { site: Pick<SiteIndex, 'site'> }): string {
  return state.site.site.store.currency;
}
