import type { Guest, Visit } from './visit.ts';

/** What decisions look at of visits and guests. */
export interface VisitsSlice {
  byId(visitId: string): Visit | null;
  openIn(roomNo: string): Visit | null;
  guest(guestId: string): Guest | null;
  /** All guests of a visit, by ordinal, those who paid or left included. */
  guestsOf(visitId: string): readonly Guest[];
  /** The guest in the house who wears the band. */
  guestWithWristband(wristbandNo: string): Guest | null;
  /** How many visits the trading day has so far. */
  countOn(businessDate: string): number;
  /** Still open, of a trading day before this one, and not yet told of; oldest first. */
  toNoticeOpen(businessDate: string): readonly Visit[];
  /** Whether there ever was one: from then on there may be money in the books. */
  hasAny(): boolean;
}
