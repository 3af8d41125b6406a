import type { HealthCode } from '../../../host/parts/health/views.ts';
import type { ScreenName } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';

/** Where something can be done about it; null: not at a screen. */
export const wayOf = {
  TRADING_STOPPED: 'backups',
  PRINTER_AWAY: 'devices',
  PRINTER_NO_PAPER: 'devices',
  PRINTER_PAPER_LOW: 'devices',
  TERMINAL_AWAY: 'bus',
  TERMINAL_ALARM: 'bus',
  READER_AWAY: 'devices',
  VOICE_NONE: 'devices',
  VOICE_NOT_SPOKEN: 'devices',
  PORT_AWAY: 'store-settings',
  CLOCK_APART: 'devices',
  JOBS_WAITING: 'devices',
  JOBS_TO_SEE: 'devices',
  DISK_LOW: null,
  MEMORY_LOW: null,
  MEMORY_USED: null,
  COPY_FAILED: 'backups',
  COPY_OLD: 'backups',
  ROWS_NOT_KEPT: 'backups',
  SECOND_PLACE_NONE: 'backups',
  SHEET_NONE: 'backups',
  PROOF_FAILED: 'books',
  PROOF_OLD: 'books',
  BEACON_AWAY: null,
  CERTIFICATE_ENDS: 'stations',
  PIN_LOCKED_OUT: 'stations',
} as const satisfies Record<HealthCode, ScreenName | null>;

/** Whether whoever is signed in may use each of those screens. */
export function useWays(): Record<Exclude<(typeof wayOf)[HealthCode], null>, boolean> {
  return {
    backups: useMay('settings.edit'),
    devices: useMay('device.view'),
    bus: useMay('device.view'),
    'store-settings': useMay('site.view'),
    books: useMay('journal.view'),
    stations: useMay('station.pair'),
  };
}
