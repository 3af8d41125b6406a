import { StoreError } from '../error.ts';
import type { CommandData } from '../store/commands.ts';
import { event, type StoreEvent } from '../store/events.ts';
import type { StoreState } from '../store/state.ts';
import type { Site } from './schema.ts';

/**
 * Takes a site file over. What is in use (an open room, somebody on duty) cannot be left out of the new one. Secrets
 * are taken out before: PINs and terminal keys have their own places and never enter the journal.
 */
export function importSite(
  state: StoreState,
  isSetUp: boolean,
  { site, demo }: CommandData<'site.import'>,
): StoreEvent[] {
  if (isSetUp) {
    const rooms = new Set(site.rooms.map((room) => room.no));
    const technicians = new Set(site.technicians.map((technician) => technician.no));
    const codes = new Set(site.services.map((service) => service.code));
    for (const { no } of state.site.site.rooms) {
      const visit = state.openVisitIn(no);
      if (!visit) continue;
      if (!rooms.has(no)) throw new StoreError('SITE_IN_USE', { what: no });
      for (const clock of state.clocksOf(visit.id)) {
        if (!codes.has(clock.serviceCode)) throw new StoreError('SITE_IN_USE', { what: clock.serviceCode });
      }
    }
    for (const { no } of state.site.site.technicians) {
      if (!technicians.has(no) && state.technician(no)?.duty !== 'off')
        throw new StoreError('SITE_IN_USE', { what: no });
    }
  }
  return [event('site.imported', { site: withoutSecrets(site), demo })];
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
