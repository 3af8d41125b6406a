import type { LocalText } from '../../contract/views.ts';

export type TerminalState = 'online' | 'offline' | 'starting' | 'disabled' | 'none';

export interface DeviceSummary {
  terminals: {
    online: number;
    total: number;
    offline: { id: string; place: string }[];
    /** Those whose housing is open, whose power supply failed, or whose reader is not as it should be. */
    alarms: { id: string; place: string }[];
  };
  printers: {
    id: string;
    state: 'ok' | 'offline' | 'no-paper' | 'cover-open' | 'unknown';
    /** Why it cannot be reached, as a code; null where there is nothing to be said. */
    reason: string | null;
    /** The roll is nearly used up. */
    paperLow: boolean;
    waiting: number;
  }[];
  voice: { engine: string | null; notSpoken: number; places: VoicePlaceView[] };
  /** The system's time was set: so far (ms) it is ahead of the store's, which goes on by itself; null: they agree. */
  clockApartMs: number | null;
  /** Card readers at the desk; those that type like a keyboard do not show whether they are there. */
  readers: { id: string; state: 'online' | 'offline' | 'starting'; reason: string | null }[];
  /** Slips that a person has to decide about or that came too late. */
  jobsToSee: number;
}

/** One place where calls are spoken. */
export interface VoicePlaceView {
  /** As jobs and tests name it: `voice`, `voice/upstairs`. */
  device: string;
  id: string;
  /** The engine of this machine; null where it has none. */
  engine: string | null;
  /** Only screens speak here. */
  onlyStations: boolean;
  /** How many screens are switched on as its voice. */
  stations: number;
  /** From a call's making to its first sound, milliseconds: the last one, and the middle of the last fifty. */
  lastSoundMs: number | null;
  medianSoundMs: number | null;
}

export interface TerminalView {
  id: string;
  place: string;
  state: TerminalState;
  reason: string | null;
  lastSeenAt: number | null;
  frames: { good: number; bad: number; discarded: number };
}

export interface JobView {
  id: string;
  device: string;
  /** The printer it was meant for, where it was sent to another. */
  routedFrom: string | null;
  kind: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'expired' | 'uncertain' | 'dismissed';
  createdAt: number;
  expiresAt: number;
  attempts: number;
  errorCode: string | null;
  /** One line for people: room, technician, articles. */
  summary: LocalText;
}
