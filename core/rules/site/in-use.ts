import { siteError } from '../../model/site/errors.ts';
import { idOf } from '../../model/site/holders.ts';
import type { Site } from '../../model/site/schema.ts';
import { indexSite, queuesOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * What is going on cannot be taken out of the settings, nor be given to another: an open room, an item somebody is
 * served with, somebody on duty, the queue a running clock came from, a band that somebody wears. Throws SITE_IN_USE.
 */
export function requireFree(state: StoreState, site: Site): void {
  const rooms = new Map(site.rooms.map((one) => [one.no, idOf(one)]));
  const services = new Map(site.services.map((one) => [one.code, idOf(one)]));
  const technicians = new Map(site.technicians.map((one) => [idOf(one), one.no]));
  const staff = new Map(site.staff.map((one) => [idOf(one), one.no]));
  for (const room of state.site.site.rooms) {
    const visit = state.visits.openIn(room.no);
    if (!visit) continue;
    if (rooms.get(room.no) !== idOf(room)) throw siteError('SITE_IN_USE', { what: room.no });
    for (const { serviceCode } of state.clocks.ofVisit(visit.id)) {
      const service = state.site.services.get(serviceCode);
      if (!service || services.get(serviceCode) !== idOf(service)) {
        throw siteError('SITE_IN_USE', { what: serviceCode });
      }
    }
  }
  requireBands(state, site);
  requireQueues(state, site);
  for (const technician of state.site.site.technicians) {
    if (state.technicians.byNo(technician.no)?.duty === 'off') continue;
    if (technicians.get(idOf(technician)) !== technician.no) throw siteError('SITE_IN_USE', { what: technician.no });
  }
  for (const one of state.site.site.staff) {
    if (staff.get(idOf(one)) === one.no) continue;
    if (state.attendance.staffOnDutySince(one.no) !== null) throw siteError('SITE_IN_USE', { what: one.no });
  }
}

/** A band that somebody wears stays the one it is. */
function requireBands(state: StoreState, site: Site): void {
  const after = new Map(site.wristbands.map((band) => [band.no, idOf(band)]));
  for (const band of state.site.site.wristbands) {
    if (after.get(band.no) === idOf(band)) continue;
    if (state.visits.guestWithWristband(band.no)) throw siteError('SITE_IN_USE', { what: band.no });
  }
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
