import type { Guest, Visit } from '../../../core/model/visits/visit.ts';
import { columnsOf } from '../../engine/columns.ts';

export const visitColumns = columnsOf<Visit>()(
  'id',
  'no',
  'roomNo',
  'partyId',
  'businessDate',
  'openedAt',
  'openedBy',
  'closedAt',
  'leftOpenAt',
);
export const guestColumns = columnsOf<Guest>()(
  'id',
  'visitId',
  'ordinal',
  'bed',
  'wristbandNo',
  'joinedAt',
  'billId',
  'leftAt',
);
