import { z } from 'zod';
import { businessDay, instant, shownNo } from '../../kernel/fields.ts';
import type { RosterDay } from './roster-entry.ts';

/** Whose spell: numbers of technicians and of other staff are two lists. */
export const onDutyPerson = z.strictObject({ kind: z.enum(['technician', 'staff']), no: shownNo });
export type OnDutyPerson = z.output<typeof onDutyPerson>;

/** From coming to going, UTC ms; `offAt` null while it lasts. */
export const spellTimes = z.strictObject({ onAt: instant, offAt: instant.nullable() });
export type SpellTimes = z.output<typeof spellTimes>;

/** A spell with the trading day it began on. */
export const datedSpell = spellTimes.extend({ businessDate: businessDay });
export type DatedSpell = z.output<typeof datedSpell>;

/** A spell that lasts: since when, and the last trading day on which somebody said “still here” (null: on none). */
export interface OpenSpell {
  person: OnDutyPerson;
  onAt: number;
  businessDate: string;
  seenOn: string | null;
}

/** From coming on duty to going off, UTC ms; `offAt` null while it lasts. Belongs to the day it began on. */
export interface DutySpell {
  technicianNo: string;
  onAt: number;
  offAt: number | null;
  businessDate: string;
}

/** The same of somebody who is no technician. */
export interface StaffSpell {
  staffNo: string;
  onAt: number;
  offAt: number | null;
  businessDate: string;
}

/** A rest or meal on duty, UTC ms. */
export interface DutyBreak {
  technicianNo: string;
  kind: 'rest' | 'meal';
  fromAt: number;
  /** When it had to end. */
  untilAt: number;
  /** Null while it lasts. */
  toAt: number | null;
  businessDate: string;
}

/** What decisions look at of rosters and swipes. */
export interface AttendanceState {
  /** By number and date, from a day to a day, both included; of one technician where one is named. */
  roster(fromDate: string, toDate: string, technicianNo?: string): RosterDay[];
  spells(fromDate: string, toDate: string, technicianNo?: string): DutySpell[];
  breaks(fromDate: string, toDate: string, technicianNo?: string): DutyBreak[];
  /** By number and time, from a day to a day, both included. */
  staffSpells(fromDate: string, toDate: string): StaffSpell[];
  /** One person's spells that touch a span (UTC ms, both ends included), by time. */
  spellsOf(person: OnDutyPerson, fromAt: number, toAt: number): DatedSpell[];
  /** Spells that last, technicians before other staff, by number; of one person where one is named. */
  openSpells(person?: OnDutyPerson): OpenSpell[];
  /** When somebody who is no technician came on duty, UTC ms; null for who is not here. */
  staffOnDutySince(staffNo: string): number | null;
}
