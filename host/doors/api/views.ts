import type { Language } from '../../../core/kernel/money.ts';
import type { BillLine } from '../../../core/model/bills/bill-schema.ts';
import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { ClockState } from '../../../core/model/clocks/clock.ts';
import type { JournalEvent } from '../../../core/model/events.ts';
import type { RoomState } from '../../../core/model/rooms/room.ts';
import type { Site, StaffRole } from '../../../core/model/site/schema.ts';
import type { Permission } from '../../../core/model/staff/permissions.ts';
import type { TechnicianState } from '../../../core/model/technicians/technician.ts';

import type { ReservationBrief } from './reservation-service.ts';

/** What screens are given. All times UTC ms, all amounts minor units of the store's currency unless said. */

export type LocalText = Record<Language, string>;

/** Before anybody has signed in. */
export interface Welcome {
  /** Null until a store is set up. */
  storeName: LocalText | null;
  demo: boolean;
  /** This screen works on a practice's copy: nothing it does is real. */
  practice: boolean;
  /** What has to be done first: choose a store, then give the first manager a PIN. */
  needs: 'store' | 'first-pin' | null;
  /** This browser is not of this machine and has not been paired yet. */
  needsPairing: boolean;
  languages: Language[];
  staff: { no: string; name: string; role: StaffRole; hasPin: boolean }[];
  session: SessionView | null;
}

export interface SessionView {
  staffNo: string;
  name: string;
  role: StaffRole;
  permissions: Permission[];
}

/** What a screen needs to name things; changes only with a new site file. */
export interface Catalog {
  version: number;
  store: Site['store'];
  currencies: Site['currencies'];
  groups: Site['groups'];
  services: Site['services'];
  goods: (Omit<Site['goods'][number], 'stock'> & { stock: number | null })[];
  tenders: (Site['tenders'][number] & { usable: boolean })[];
  wristbands: string[];
  staff: { no: string; name: string; role: StaffRole }[];
}

export interface ClockView {
  id: string;
  guestId: string;
  serviceCode: string;
  type: ClockType;
  state: ClockState;
  technicianNo: string | null;
  /** Who was chosen by number, or goes on from the item before. */
  requestedNo: string | null;
  parentId: string | null;
  pairOf: string | null;
  /** The clock of the guest it comes after. */
  afterId: string | null;
  minutes: number;
  priceMinor: number;
  orderedAt: number;
  calledAt: number | null;
  callCount: number;
  startedAt: number | null;
  dueAt: number | null;
  remindedAt: number | null;
  /** When the technician who is called had not come in time. */
  lateAt: number | null;
  /** Who refused it or came too late. */
  passedBy: readonly string[];
  /** An extension the store made by itself. */
  automatic: boolean;
  endedAt: number | null;
  billed: boolean;
}

export interface GoodsView {
  id: string;
  guestId: string;
  goodsCode: string;
  quantity: number;
  unitPriceMinor: number;
  amountMinor: number;
  orderedAt: number;
  deliveredAt: number | null;
  billed: boolean;
}

export interface GuestView {
  id: string;
  ordinal: number;
  bed: number;
  wristbandNo: string | null;
  state: 'occupied' | 'waiting' | 'in-service' | 'awaiting-payment';
  clocks: ClockView[];
  goods: GoodsView[];
  /** Owed and not billed. */
  totalMinor: number;
}

export interface VisitView {
  id: string;
  no: string;
  partyId: string;
  openedAt: number;
  openedBy: string;
  /** Those still in the house. */
  guests: GuestView[];
  /** Owed by all of them, minimum charge and rounding included. */
  totalMinor: number;
}

export type TerminalState = 'online' | 'offline' | 'starting' | 'disabled' | 'none';

export interface RoomView {
  no: string;
  floor: string;
  kind: string;
  beds: number;
  minimumChargeMinor: number;
  state: RoomState;
  outOfOrder: string | null;
  dirtySince: number | null;
  visit: VisitView | null;
  /** A called or ordered clock has waited longer than the store allows from this instant on; null if none waits. */
  alarmAt: number | null;
  serviceCallId: string | null;
  terminal: TerminalState;
}

export interface TechnicianView {
  no: string;
  name: string;
  gender: 'F' | 'M';
  level: string;
  groups: string[];
  skills: string[];
  state: TechnicianState;
  since: number | null;
  restUntil: number | null;
  /** 留牌: the place is held for a guest until then. */
  heldUntil: number | null;
  /** 停牌: a manager gives no clocks. */
  stopped: boolean;
  /** 下钟后暂停 was asked for. */
  pauseAsked: boolean;
  /** 挂失: since when the card is refused everywhere; null while it is good. */
  cardLostAt: number | null;
  /** What she or he is called to or works on. */
  clock: { clockId: string; roomNo: string; serviceCode: string; type: ClockType; dueAt: number | null } | null;
  today: TechnicianDay;
}

/** Clocks of the trading day. Extensions count in units (half clocks). */
export interface TechnicianDay {
  rotation: number;
  requested: number;
  extension: number;
  /** How many of them were picked, called in or converted; missing where none was. */
  types?: { type: ClockType; count: number }[];
  turnoverMinor: number;
  /** Earned by ended clocks and sales. */
  commissionMinor: number;
}

export interface QueueView {
  id: string;
  group: string;
  gender: 'F' | 'M' | null;
  /** In order of the queue, the busy included; `next` marks who can be called. */
  places: { technicianNo: string; position: number; available: boolean }[];
}

/** A call that waits for its technician to come. */
export interface CallView {
  clockId: string;
  technicianNo: string;
  roomNo: string;
  serviceCode: string;
  type: ClockType;
  wristbandNo: string | null;
  guestCount: number;
  calledAt: number;
  callCount: number;
  /** When the technician had not come in time. */
  lateAt: number | null;
}

export interface ServiceCallView {
  id: string;
  roomNo: string;
  by: string;
  at: number;
}

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
  stale: (
    | 'kitchen'
    | 'bills'
    | 'jobs'
    | 'catalog'
    | 'refusals'
    | 'pay'
    | 'attendance'
    | 'reservations'
    | 'incidents'
  )[];
  /** Who swiped at the clock-room reader: the display shows that person's day for ten seconds. */
  spotlight: { technicianNo: string; lines: string[] } | null;
  /** For the quiet list of what just happened. */
  events: { seq: number; type: JournalEvent['type']; at: number; actor: string; station: string }[];
}

export interface DeviceSummary {
  terminals: {
    online: number;
    total: number;
    offline: { id: string; place: string }[];
    /** Those whose housing is open, whose power supply failed, or whose reader is not as it should be. */
    alarms: { id: string; place: string }[];
  };
  printers: {
    id: string;
    state: 'ok' | 'offline' | 'no-paper' | 'cover-open' | 'unknown';
    /** The roll is nearly used up. */
    paperLow: boolean;
    waiting: number;
  }[];
  voice: { engine: string | null; notSpoken: number; places: VoicePlaceView[] };
  /** The system's time was set: so far (ms) it is ahead of the store's, which goes on by itself; null: they agree. */
  clockApartMs: number | null;
  /** Card readers at the desk; those that type like a keyboard do not show whether they are there. */
  readers: { id: string; state: 'online' | 'offline' | 'starting'; reason: string | null }[];
  /** Slips that a person has to decide about or that came too late. */
  jobsToSee: number;
}

/** One place where calls are spoken. */
export interface VoicePlaceView {
  /** As jobs and tests name it: `voice`, `voice/upstairs`. */
  device: string;
  id: string;
  /** The engine of this machine; null where it has none. */
  engine: string | null;
  /** Only screens speak here. */
  onlyStations: boolean;
  /** How many screens are switched on as its voice. */
  stations: number;
  /** From a call's making to its first sound, milliseconds: the last one, and the middle of the last fifty. */
  lastSoundMs: number | null;
  medianSoundMs: number | null;
}

/** One line of the device log. */
export interface DeviceLogView {
  /** Unique within one answer. */
  id: string;
  at: number;
  device: string;
  level: 'info' | 'warn';
  event: string;
  facts: Readonly<Record<string, string | number | boolean>>;
}

export interface TerminalView {
  id: string;
  place: string;
  state: TerminalState;
  reason: string | null;
  lastSeenAt: number | null;
  frames: { good: number; bad: number; discarded: number };
}

export interface JobView {
  id: string;
  device: string;
  /** The printer it was meant for, where it was sent to another. */
  routedFrom: string | null;
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'expired' | 'uncertain' | 'dismissed';
  createdAt: number;
  expiresAt: number;
  attempts: number;
  errorCode: string | null;
  /** One line for people: room, technician, articles. */
  summary: LocalText;
}

export interface KitchenLine {
  id: string;
  orderId: string;
  roomNo: string;
  wristbandNo: string | null;
  goodsCode: string;
  category: string;
  quantity: number;
  orderedAt: number;
  orderedBy: string;
  deliveredAt: number | null;
}

export interface BillPreview {
  visitId: string;
  guestIds: string[];
  lines: (BillLine & {
    technicianNos: string[];
    startedAt: number | null;
    endedAt: number | null;
    wristbandNo: string | null;
  })[];
  totalMinor: number;
  /** Clocks that must end or be cancelled before these guests can pay. */
  openClocks: { clockId: string; technicianNo: string | null; dueAt: number | null }[];
}

export interface BillView {
  id: string;
  no: string;
  roomNo: string;
  totalMinor: number;
  changeMinor: number;
  settledAt: number;
  settledBy: string;
  payments: { tenderCode: string; currency: string; amountMinor: number; valueMinor: number }[];
}

/** One line of a visit's history. */
export type HistoryEntry = JournalEvent;

/** One sentence of “why am I seventh?”. */
export interface QueueStep {
  at: number;
  seq: number;
  technicianNo: string;
  fromPosition: number | null;
  toPosition: number | null;
  sentence: LocalText;
}

export interface RefusalView {
  seq: number;
  at: number;
  place: string;
  roomNo: string | null;
  who: string | null;
  code: string;
}
