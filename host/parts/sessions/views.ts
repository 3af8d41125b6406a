import type { Language } from '../../../core/kernel/money.ts';
import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { SessionView } from '../../contract/connection.ts';
import type { LocalText } from '../../contract/views.ts';

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

/** What a screen has to know about itself from moment to moment. */
export interface ScreenState {
  /** False once the pairing was taken back. */
  isTrusted: boolean;
  /** Null once nobody is signed in any more. */
  session: SessionView | null;
  isLocked: boolean;
}

/** A screen that belongs to the store. */
export interface StationView {
  id: string;
  /** Null for the store's own machine. */
  name: string | null;
  pairedAt: number | null;
  /** Null while the pairing holds. */
  revokedAt: number | null;
}

/** Somebody signed in. */
export interface SignedInView {
  id: string;
  staffNo: string;
  name: string;
  role: StaffRole;
  stationId: string;
  since: number;
  /** To the minute. */
  lastUsedAt: number;
  isLocked: boolean;
  /** Of the screen that asks. */
  isOwn: boolean;
}

export interface StationsView {
  stations: StationView[];
  sessions: SignedInView[];
}
