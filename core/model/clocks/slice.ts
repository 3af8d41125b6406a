import type { ClockTypeSettings } from '../clock-types/clock-types.ts';
import type { Clock } from './clock.ts';

/** What decisions look at of clocks. */
export interface ClocksSlice {
  byId(clockId: string): Clock | null;
  /** By time of order, then id. */
  ofVisit(visitId: string): readonly Clock[];
  /** By time of order, then id. */
  extensionsOf(clockId: string): Clock[];
  /** Main clocks somebody is called to or works on, those that run first, then by time of the call. */
  busy(): readonly Clock[];
  /** The clock a technician is called to or works on. */
  busyOf(technicianNo: string): Clock | null;
  /** Ordered and not yet called, oldest first. */
  waiting(): readonly Clock[];
  /** Running main clocks due at or before `dueAt` that were not reminded, by due time. */
  toRemind(dueAt: number): readonly Clock[];
  /** The clocks of an item sold once, by the id of the priced one, cancelled ones perhaps among them; by id. */
  ofItem(pricedClockId: string): Clock[];
  /** Main clocks a technician has had on a trading day (called, started or ended), by time of order, then id. */
  onDay(technicianNo: string, businessDate: string): Clock[];
  /** How many those are at most, extensions and cancelled ones counted along: told without reading any. */
  onDayAtMost(technicianNo: string, businessDate: string): number;
  /** Main clocks that were cancelled at or after an instant (UTC ms), oldest first. */
  givenUpSince(at: number): readonly Clock[];
  /** Where each type of clock counts and how it is paid. */
  types(): ClockTypeSettings;
}

/** What the rotation asks of clocks. */
export type RotationClocks = Pick<
  ClocksSlice,
  'byId' | 'busyOf' | 'waiting' | 'ofItem' | 'onDay' | 'onDayAtMost' | 'types'
>;
