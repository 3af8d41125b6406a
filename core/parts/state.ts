import type { AttendanceState } from '../model/attendance/roster.ts';
import type { Authorisation } from '../model/authorisations/authorisation.ts';
import type { Bill } from '../model/bills/bill.ts';
import type { Clock } from '../model/clocks/clock.ts';
import type { ClockTypeSettings } from '../model/clocks/clock-types.ts';
import type { PayState } from '../model/commission/pay-state.ts';
import type { GoodsLine } from '../model/goods/goods-line.ts';
import type { KeptLock, Reservation, TechnicianLock } from '../model/reservations/reservation.ts';
import type { RoomRecord } from '../model/rooms/room.ts';
import type { PolicyVersion } from '../model/rotation/policy.ts';
import type { QueuePlace } from '../model/rotation/queue.ts';
import type { KeptMove } from '../model/rotation/why.ts';
import type { SiteIndex } from '../model/site/site-index.ts';
import type { TechnicianRecord } from '../model/technicians/technician.ts';
import type { Guest, Visit } from '../model/visits/visit.ts';
import type { TechnicianMarks } from '../rules/technicians/marks.ts';

/**
 * What a decision may look at: the store as it stands, read in the transaction that will append the events. Every
 * list has a stated order, so that the same state gives the same decision. What is given out may be given out again:
 * nobody changes it.
 */
export interface StoreState {
  /** The settings in force. Throws StoreError STORE_NOT_SET_UP before the first import. */
  readonly site: SiteIndex;

  /** Null only for a number that the site does not have. */
  room(roomNo: string): RoomRecord | null;
  visit(visitId: string): Visit | null;
  openVisitIn(roomNo: string): Visit | null;
  guest(guestId: string): Guest | null;
  /** All guests of a visit, by ordinal, those who paid or left included. */
  guestsOf(visitId: string): readonly Guest[];
  /** The guest in the house who wears the band. */
  guestWithWristband(wristbandNo: string): Guest | null;

  clock(clockId: string): Clock | null;
  /** By time of order, then id. */
  clocksOf(visitId: string): readonly Clock[];
  extensionsOf(clockId: string): Clock[];
  /** Main clocks somebody is called to or works on, those that run first, then by time of the call. */
  busyClocks(): readonly Clock[];
  /** The clock a technician is called to or works on. */
  busyClockOf(technicianNo: string): Clock | null;
  /** Ordered and not yet called, oldest first. */
  waitingClocks(): readonly Clock[];
  /** Running main clocks due at or before `dueAt` that were not reminded, by due time. */
  clocksToRemind(dueAt: number): readonly Clock[];

  /** The clocks of an item sold once, by the id of the priced one, cancelled ones perhaps among them; by id. */
  clocksOfItem(pricedClockId: string): Clock[];
  /** Where each type of clock counts and how it is paid. */
  clockTypes(): ClockTypeSettings;

  technician(technicianNo: string): TechnicianRecord | null;
  /** Null for somebody who is neither held, stopped nor paused. */
  marks(technicianNo: string): TechnicianMarks | null;
  /** Of everybody who has any, by number as text. */
  allMarks(): readonly TechnicianMarks[];
  /** Sorted by rank. */
  queue(queueId: string): readonly QueuePlace[];
  /** Policies set since the site file, those in it first; by first trading day, then in the order they were set. */
  policies(): readonly PolicyVersion[];
  /** Main clocks a technician has had on a trading day (called, started or ended), by time of order, then id. */
  clocksOnDay(technicianNo: string, businessDate: string): Clock[];
  /** How many those are at most, extensions and cancelled ones counted along: told without reading any. */
  clocksOnDayAtMost(technicianNo: string, businessDate: string): number;
  /** Whether somebody came into a queue on a trading day. */
  hasJoined(queueId: string, technicianNo: string, businessDate: string): boolean;
  /** The place somebody left a queue from for the last time before a trading day. */
  lastLeft(queueId: string, technicianNo: string, businessDate: string): { businessDate: string; rank: number } | null;
  /** Whether a clock of the rotation was called since an instant from behind a rank of a queue. */
  calledBehind(queueId: string, rank: number, sinceAt: number): boolean;
  /** Everybody's moves in a queue between two instants (UTC ms, both included), oldest first. */
  movesInQueue(queueId: string, fromAt: number, toAt: number): KeptMove[];

  reservation(reservationId: string): Reservation | null;
  /** Those still booked that begin between two instants (UTC ms, both included), by time, then id. */
  bookedReservations(fromAt: number, toAt: number): readonly Reservation[];
  /** Every technician who is kept for guests of a reservation now, by time of the reservation. */
  locks(): readonly TechnicianLock[];
  /** What kept a technician for a reservation at an instant (UTC ms); null where nothing did. */
  lockAt(technicianNo: string, at: number): KeptLock | null;

  goodsLine(lineId: string): GoodsLine | null;
  /** By time of order, then id. */
  goodsOf(visitId: string): readonly GoodsLine[];
  /** Pieces left; null where the article is not counted. */
  stockOf(goodsCode: string): number | null;

  authorisation(authorisationId: string): Authorisation | null;

  billsOf(visitId: string): readonly Bill[];
  serviceCall(callId: string): { id: string; roomNo: string; answeredAt: number | null } | null;
  /** An unanswered call for service in the room, if any. */
  openServiceCallIn(roomNo: string): { id: string } | null;

  /** How many visits (bills) the trading day has so far. */
  visitCount(businessDate: string): number;
  billCount(businessDate: string): number;

  readonly pay: PayState;
  readonly attendance: AttendanceState;
}

/** What a decision is told of the moment: time and ids come in, nothing is asked of the machine. */
export interface DecisionContext {
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Staff or technician number, or `system`. */
  actor: string;
  /** A fresh id (UUIDv7), another at every call. */
  newId(): string;
}
