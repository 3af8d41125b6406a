import type { Language } from '../../../core/kernel/money.ts';
import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { SessionEndReason } from '../../../core/model/staff/session-end.ts';
import type { SessionView } from '../../contract/connection.ts';
import type { LocalText } from '../../contract/views.ts';

/** Taken back (by a manager, UTC ms), or of no station the store knows: it was set up anew or restored. */
export type LostPairing = { why: 'revoked'; name: string; at: number } | { why: 'unknown' };

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
  /** What became of the pairing that this browser shows; null: it shows none, or a good one. */
  lostPairing: LostPairing | null;
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
  /** Why the session of this screen is over, where its person did not end it; null also where nobody knows any more. */
  ended: SessionEndReason | null;
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

/** A screen of the store that is there at the time. */
export interface StationLine {
  stationId: string;
  /** Where it came from. */
  address: string;
  /** The version of TLS that protects it (`TLSv1.3`); null: it came from this machine, and over no network. */
  tls: string | null;
}

/** How other machines find the store. */
export interface NetworkView {
  /** Host and port, those people can type first; none: no other machine is listened to. */
  addresses: string[];
  /** SHA-256 of the store's authority, as devices show it. */
  fingerprint: string | null;
  /** Ten characters of it, in two groups: typed at a new screen of the desktop program. */
  mark: string | null;
  /** When the store's own certificate ends, UTC ms; missing: it has none. */
  certificateEndsAt?: number;
  /** Where guests' phones are answered; null: nowhere. */
  guestPort: number | null;
  lines: StationLine[];
}

/** What lets another screen in. */
export interface PairingView {
  /** Six digits. */
  code: string;
  /** UTC ms. */
  expiresAt: number;
  /** The address that a new device opens first as a QR code, an SVG document; null where there is none. */
  qrSvg: string | null;
  network: NetworkView | null;
}

export interface StationsView {
  stations: StationView[];
  sessions: SignedInView[];
  /** Null where the store is reached by no network at all. */
  network: NetworkView | null;
}
