import type { JournalEvent } from '../../core/model/events.ts';
import type { ListName } from '../../core/model/lists.ts';

import type { CallView } from '../parts/clocks/views.ts';
import type { DeviceSummary } from '../parts/devices/views.ts';
import type { ReservationBrief } from '../parts/reservations/views.ts';
import type { RoomView } from '../parts/rooms/views.ts';
import type { QueueView } from '../parts/rotation/views.ts';
import type { ServiceCallView } from '../parts/service-calls/views.ts';
import type { TechnicianDay, TechnicianView } from '../parts/technicians/views.ts';

/**
 * What is on the board, list by list. One more is a line here, one in `board-lists.ts` (how it is made) and one in the
 * screens' `board-state.ts` (how they merge it): each of the two tables is total, so that none can be forgotten.
 */
export interface BoardLists {
  rooms: RoomView[];
  technicians: TechnicianView[];
  queues: QueueView[];
  calls: CallView[];
  serviceCalls: ServiceCallView[];
  /** Still to come within a day and a half, by time. */
  reservations: ReservationBrief[];
  devices: DeviceSummary;
}

/** Of these a change carries whole new views of what changed in them; of any other all of it, or null. */
type ByEntry = 'rooms' | 'technicians' | 'queues';

/** What of the board's lists is different with a change. */
export type ChangedLists = {
  [List in keyof BoardLists]: List extends ByEntry ? BoardLists[List] : BoardLists[List] | null;
};

/** When it is, as every answer about the board tells it. */
export interface BoardMoment {
  serverTime: number;
  businessDate: string;
  catalogVersion: number;
}

/** Everything the board, the clock room and the cashier show, in one answer. */
export interface BoardSnapshot extends BoardMoment, BoardLists {
  /** The journal row up to which this is true. */
  seq: number;
}

/** What became different with one command. */
export interface BoardChange extends BoardMoment, ChangedLists {
  /** The last journal row behind it; a gap to the previous one means: load the snapshot again. */
  seq: number;
  /** The row before the first of this change. */
  afterSeq: number;
  /** Lists a screen may have loaded that are now old. */
  stale: ListName[];
  /** Who swiped at the clock-room reader: the display shows that person's day for ten seconds. */
  spotlight: { technicianNo: string; lines: string[]; today: TechnicianDay } | null;
  /** For the quiet list of what just happened. */
  events: { seq: number; type: JournalEvent['type']; at: number; actor: string; station: string }[];
}
