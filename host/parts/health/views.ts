/** What there is to be said of the store's health. Each has its words, what to do about it, and maybe a way there. */
export const healthCodes = [
  'TRADING_STOPPED',
  'PRINTER_AWAY',
  'PRINTER_NO_PAPER',
  'PRINTER_PAPER_LOW',
  'TERMINAL_AWAY',
  'TERMINAL_ALARM',
  'READER_AWAY',
  'VOICE_NONE',
  'VOICE_NOT_SPOKEN',
  'PORT_AWAY',
  'CLOCK_APART',
  'JOBS_WAITING',
  'JOBS_TO_SEE',
  'DISK_LOW',
  'MEMORY_LOW',
  'MEMORY_USED',
  'COPY_FAILED',
  'COPY_OLD',
  'ROWS_NOT_KEPT',
  'SECOND_PLACE_NONE',
  'SHEET_NONE',
  'PROOF_FAILED',
  'PROOF_OLD',
  'BEACON_AWAY',
  'CERTIFICATE_ENDS',
  'PIN_LOCKED_OUT',
] as const;

export type HealthCode = (typeof healthCodes)[number];

/** Who looks. */
export type HealthPart = 'devices' | 'jobs' | 'safekeeping' | 'machine' | 'people';

/** One thing that a part has found. */
export interface HealthFinding {
  code: HealthCode;
  /** `wrong`: somebody is kept from work, or something may be lost; `soon`: it will be so. */
  tone: 'wrong' | 'soon';
  /** Which one it is, where there are several; the store's own words, no name of a person. */
  subject?: string;
  /** Fills in the words. */
  facts?: Readonly<Record<string, string | number>>;
  /** UTC ms, where the part knows since when; else since it was first seen. */
  since?: number | null;
}

export interface HealthLineView {
  code: HealthCode;
  tone: 'wrong' | 'soon';
  subject: string | null;
  facts: Readonly<Record<string, string | number>>;
  /** UTC ms. */
  since: number;
}

/** What is well, told by the part that looked. */
export interface WellView {
  part: HealthPart;
  /** What it can tell of itself, such as the last row or the free space. */
  facts: Readonly<Record<string, string | number>>;
}

export interface HealthView {
  /** UTC ms. */
  at: number;
  /** What is wrong, the worst first, then the longest. */
  lines: HealthLineView[];
  /** Parts that have nothing to say. */
  well: WellView[];
}
