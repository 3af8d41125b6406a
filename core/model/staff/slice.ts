import type { StaffRole } from '../site/schema.ts';

/** What decisions look at of PINs: that there are some, never what they are. */
export interface PinsSlice {
  /** Whether somebody was ever given a PIN; none is taken away again. */
  has(staffNo: string): boolean;
  /** The roles in which anybody was ever given one, each once; null: by a version that did not say in which. */
  roles(): (StaffRole | null)[];
}

/** The mark of the hash that is kept of somebody's PIN. */
export interface PinMark {
  staffNo: string;
  mark: string;
}

/** What decisions look at of PINs: never a hash. */
export interface StaffSlice {
  /** Of everybody who has a PIN, by number. */
  pinMarks(): readonly PinMark[];
  /** Whether the journal has the mark of any. */
  arePinsBound(): boolean;
}
