import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Site } from '../../core/model/site/schema.ts';
import { uuidV7 } from '../../host/store/ids.ts';
import type { RunningStore } from '../../host/store/running-store.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');
const benchDesk = { stationId: 'desk', isOwn: true, sessionToken: null };

/** As it stands in the project. */
export function demoSite(): Site {
  return JSON.parse(readFileSync(demoSiteFile, 'utf8'));
}

/** The demo store with so many rooms of one bed and so many technicians, all alike; without lines and readers. */
export function siteOf(roomCount: number, technicianCount: number): Site {
  const site = demoSite();
  const [room] = site.rooms;
  const [technician] = site.technicians;
  if (!room || !technician) throw new Error('the demo site has no room or technician');
  site.rooms = Array.from({ length: roomCount }, (_, at) => ({ ...room, no: String(1001 + at), beds: 1 }));
  site.technicians = Array.from({ length: technicianCount }, (_, at) => ({
    ...technician,
    no: String(at + 1),
    card: `0477${at.toString(16).toUpperCase().padStart(8, '0')}77`,
  }));
  site.buses = [];
  site.readers = [];
  return site;
}

/** Runs a command as the desk. */
export function actAtDesk(store: RunningStore, command: Parameters<RunningStore['act']>[2]) {
  return store.act(benchDesk, uuidV7(Date.now()), command);
}

/** A room open for every technician, who is called to it. */
export function callEverybody(store: RunningStore, site: Site): void {
  const service = site.services.find(
    ({ skill, technicians, guests }) =>
      (technicians ?? 1) === 1 && (guests ?? 1) === 1 && site.technicians[0]?.skills.includes(skill),
  );
  if (!service) throw new Error('the demo site has no service for its technician');
  site.technicians.forEach(({ no: technicianNo }, at) => {
    actAtDesk(store, { name: 'technician.comeOnDuty', data: { technicianNo } });
    actAtDesk(store, {
      name: 'visit.open',
      data: {
        roomNo: String(1001 + at),
        guests: [{}],
        orders: [{ serviceCode: service.code, choices: [{ kind: 'requested', technicianNo }] }],
      },
    });
  });
}
