import type { JournalEvent } from '../../core/parts/events.ts';
import type { CallView } from '../parts/clocks/views.ts';
import type { DeviceSummary } from '../parts/devices/views.ts';
import type { ReservationBrief } from '../parts/reservations/views.ts';
import type { RoomView } from '../parts/rooms/views.ts';
import type { QueueView } from '../parts/rotation/views.ts';
import type { ServiceCallView } from '../parts/service-calls/views.ts';
import type { TechnicianView } from '../parts/technicians/views.ts';

/** Everything the board, the clock room and the cashier show, in one answer. */
export interface BoardSnapshot {
  /** The journal row up to which this is true. */
  seq: number;
  serverTime: number;
  businessDate: string;
  catalogVersion: number;
  rooms: RoomView[];
  technicians: TechnicianView[];
  queues: QueueView[];
  calls: CallView[];
  serviceCalls: ServiceCallView[];
  /** Still to come within a day and a half, by time. */
  reservations: ReservationBrief[];
  devices: DeviceSummary;
}

/** Lists that a screen loads by itself, and asks again when they are told to be old. */
export type StaleList =
  | 'kitchen'
  | 'bills'
  | 'jobs'
  | 'catalog'
  | 'refusals'
  | 'pay'
  | 'attendance'
  | 'reservations'
  | 'incidents';

/** What became different with one command; lists hold whole new views of the things that changed. */
export interface BoardChange {
  /** The last journal row behind it; a gap to the previous one means: load the snapshot again. */
  seq: number;
  /** The row before the first of this change. */
  afterSeq: number;
  serverTime: number;
  businessDate: string;
  catalogVersion: number;
  rooms: RoomView[];
  technicians: TechnicianView[];
  queues: QueueView[];
  /** Whole lists, null where unchanged. */
  calls: CallView[] | null;
  serviceCalls: ServiceCallView[] | null;
  reservations: ReservationBrief[] | null;
  devices: DeviceSummary | null;
  /** Lists a screen may have loaded that are now old. */
  stale: StaleList[];
  /** Who swiped at the clock-room reader: the display shows that person's day for ten seconds. */
  spotlight: { technicianNo: string; lines: string[] } | null;
  /** For the quiet list of what just happened. */
  events: { seq: number; type: JournalEvent['type']; at: number; actor: string; station: string }[];
}
