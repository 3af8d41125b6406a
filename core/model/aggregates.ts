import { attendance } from './attendance/aggregate.ts';
import { authorisations } from './authorisations/aggregate.ts';
import { bills } from './bills/aggregate.ts';
import { cards } from './cards/aggregate.ts';
import { clocks } from './clocks/aggregate.ts';
import { commission } from './commission/aggregate.ts';
import { devices } from './devices/aggregate.ts';
import { goods } from './goods/aggregate.ts';
import { reservations } from './reservations/aggregate.ts';
import { rooms } from './rooms/aggregate.ts';
import { rotation } from './rotation/aggregate.ts';
import { serviceCalls } from './service-calls/aggregate.ts';
import { site } from './site/aggregate.ts';
import { staff } from './staff/aggregate.ts';
import { technicians } from './technicians/aggregate.ts';
import { visits } from './visits/aggregate.ts';
import { wishes } from './wishes/aggregate.ts';

/** Every aggregate of a store. Commands, events, errors, words and the state are composed of this list. */
export const aggregates = [
  site,
  authorisations,
  cards,
  rooms,
  visits,
  wishes,
  serviceCalls,
  reservations,
  rotation,
  technicians,
  clocks,
  goods,
  bills,
  attendance,
  commission,
  staff,
  devices,
] as const;
