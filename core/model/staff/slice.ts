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
