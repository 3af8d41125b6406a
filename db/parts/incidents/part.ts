import type { DatabasePart } from '../../engine/part.ts';
import { ofEverything } from './migrations/0001-of-everything.ts';

/** What did not go its way; noted of every event that a part says so of (`note.ts`). */
export const incidentsPart = {
  name: 'incidents',
  tables: ['incidents'],
  names: {
    person: ['incidents.technicianNo', 'incidents.actor', 'incidents.allowedBy'],
    room: ['incidents.roomNo'],
    service: ['incidents.serviceCode'],
    goods: ['incidents.goodsCode'],
  },
  projections: {},
  migrations: [ofEverything],
  problems: {},
} as const satisfies DatabasePart;
