import type { Connection } from '../../contract/connection.ts';
import type { CopyView, SafekeepingState } from './views.ts';

/** How somebody shows the right to go on without what is lost. */
export type Approval = { staffNo: string; pin: string } | { recoveryCode: string };

export interface RestoreRequest {
  /** Which copy; null: the newest. */
  copy: string | null;
  /** Opens the secrets that were kept; null: those of this computer are taken. */
  recoveryCode: string | null;
  /** Of a manager; null where nobody can be asked, and then only on this computer. */
  approval: Approval | null;
}

/** What keeps the store's file from being lost or exchanged. */
export interface SafekeepingService {
  state(): SafekeepingState;
  /**
   * Goes on without the rows that are lost, which the journal says. Throws NOT_STOPPED, LOSS_NOT_ACCEPTABLE, PIN_WRONG,
   * PIN_LOCKED, NOT_ALLOWED, RECOVERY_CODE_WRONG.
   */
  accept(connection: Connection, approval: Approval): Promise<void>;
  /** Those that can be restored, the newest first. */
  copies(): CopyView[];
  /**
   * Begins to make the store anew from a copy, what was kept since and what can still be read of the present file; how
   * it goes is told by the state. Only where the store has stopped. Throws TRADING_NOT_STOPPED, RESTORE_NOT_HERE,
   * RESTORE_UNDER_WAY, as `accept` where there is anybody to ask, and for the recovery code.
   */
  restore(connection: Connection, request: RestoreRequest): Promise<void>;
  /** A copy now, beside those of each night. Throws COPY_PLACE_AWAY, COPY_NOT_PROVED, DISK_FULL. */
  copyNow(): Promise<void>;
  /**
   * A new recovery code, told this once; what is kept from here on opens by it alone. Printed where a printer is named.
   * Throws DEVICE_UNKNOWN, or as a print: then there is no new one.
   */
  makeSheet(connection: Connection, printerId: string | null): Promise<{ sheetId: string; code: string }>;
}
