import { keepLost } from '../../model/cards/lost.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { siteError } from '../../model/site/errors.ts';
import type { Site } from '../../model/site/schema.ts';
import { indexSite, queuesOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';

import { movesIntoNewQueues } from '../rotation/new-queues.ts';

/**
 * Takes a site file over. What is in use (an open room, somebody on duty, the queue of a
 * running clock) cannot be left out of the new one; those on duty go over into its queues. Secrets
 * are taken out before: PINs and terminal keys have their own places and never enter the journal.
 */
export function importSite(state: StoreState, { site, demo }: CommandData<'site.import'>): StoreEvent[] {
  const { isSetUp } = state;
  if (isSetUp) {
    const rooms = new Set(site.rooms.map((room) => room.no));
    const technicians = new Set(site.technicians.map((technician) => technician.no));
    const codes = new Set(site.services.map((service) => service.code));
    for (const { no } of state.site.site.rooms) {
      const visit = state.visits.openIn(no);
      if (!visit) continue;
      if (!rooms.has(no)) throw siteError('SITE_IN_USE', { what: no });
      for (const clock of state.clocks.ofVisit(visit.id)) {
        if (!codes.has(clock.serviceCode)) throw siteError('SITE_IN_USE', { what: clock.serviceCode });
      }
    }
    requireQueues(state, site);
    for (const { no } of state.site.site.technicians) {
      if (!technicians.has(no) && state.technicians.byNo(no)?.duty !== 'off')
        throw siteError('SITE_IN_USE', { what: no });
    }
  }
  const kept = isSetUp ? keepLost(state.site.site, site) : site;
  const imported = event('site.imported', { site: withoutSecrets(kept), demo });
  return isSetUp ? [imported, ...movesIntoNewQueues(state, site)] : [imported];
}

/** A place that somebody on a clock may come back to must be there still. */
function requireQueues(state: StoreState, site: Site): void {
  const next = indexSite(site, false);
  for (const technician of site.technicians) {
    const queueId = state.clocks.busyOf(technician.no)?.queueId ?? null;
    if (queueId !== null && !queuesOf(next, technician).includes(queueId)) {
      throw siteError('SITE_IN_USE', { what: queueId });
    }
  }
}

/** The file without PINs and terminal keys, its order of fields unchanged. */
export function withoutSecrets(site: Site): Site {
  return {
    ...site,
    staff: site.staff.map(({ pin: _pin, ...staff }) => staff),
    buses: site.buses.map((bus) => ({
      ...bus,
      terminals: bus.terminals.map(({ scbk: _scbk, ...terminal }) => terminal),
    })),
  };
}
