import { migrations } from './engine/founding/index.ts';
import type { Schema } from './engine/migration.ts';
import { operationalPart } from './operational/part.ts';
import { attendancePart } from './parts/attendance/part.ts';
import { authorisationsPart } from './parts/authorisations/part.ts';
import { billsPart } from './parts/bills/part.ts';
import { cardsPart } from './parts/cards/part.ts';
import { clockTypesPart } from './parts/clock-types/part.ts';
import { clocksPart } from './parts/clocks/part.ts';
import { commissionPart } from './parts/commission/part.ts';
import { goodsPart } from './parts/goods/part.ts';
import { incidentsPart } from './parts/incidents/part.ts';
import { reservationsPart } from './parts/reservations/part.ts';
import { roomsPart } from './parts/rooms/part.ts';
import { rotationPart } from './parts/rotation/part.ts';
import { serviceCallsPart } from './parts/service-calls/part.ts';
import { sitePart } from './parts/site/part.ts';
import { staffPart } from './parts/staff/part.ts';
import { techniciansPart } from './parts/technicians/part.ts';
import { visitsPart } from './parts/visits/part.ts';
import { wishesPart } from './parts/wishes/part.ts';

/**
 * The parts of the database. A part may look into those before it in the list, never into one behind it; their own
 * steps of the schema run in this order.
 */
export const databaseParts = [
  clockTypesPart,
  attendancePart,
  authorisationsPart,
  reservationsPart,
  rotationPart,
  sitePart,
  roomsPart,
  staffPart,
  cardsPart,
  techniciansPart,
  commissionPart,
  clocksPart,
  visitsPart,
  wishesPart,
  goodsPart,
  billsPart,
  serviceCallsPart,
  incidentsPart,
  operationalPart,
] as const;

/** Every step a store's file goes through. */
export const schema: Schema = { founding: migrations, parts: databaseParts };
