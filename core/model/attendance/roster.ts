import type { RosterDay } from './roster-entry.ts';

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
  /** When somebody who is no technician came on duty, UTC ms; null for who is not here. */
  staffOnDutySince(staffNo: string): number | null;
}
