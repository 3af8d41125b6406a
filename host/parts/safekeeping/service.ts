import type { Connection } from '../../contract/connection.ts';
import type { CopyView, MovePlacesView, SafekeepingState } from './views.ts';

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

export interface MoveRequest {
  /** An absolute path on the store's computer. */
  folder: string;
  approval: { staffNo: string; pin: string };
}

export interface TakeBackRequest {
  approval: Approval;
  isAssured: boolean;
}

export interface OpenMoveRequest {
  /** An absolute path on the store's computer. */
  file: string;
  recoveryCode: string;
  /** As for a restoring. */
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
  /** Where the file of a move can go, and those that are there. Throws MOVE_NOT_HERE. */
  movePlaces(connection: Connection): MovePlacesView;
  /**
   * Leaves for another computer: on a manager's PIN the store records that it left and nothing after it, and its file is
   * made in a folder of this computer; how that goes is told by the state. A file that cannot be made takes the move back.
   * In a store that has left already the file is made anew. Throws MOVE_NOT_HERE, MOVE_SHEET_NEEDED, MOVE_UNDER_WAY,
   * MOVE_PLACE_AWAY, MOVE_PLACE_FULL, TRADING_STOPPED, PIN_WRONG, PIN_LOCKED, NOT_ALLOWED.
   */
  move(connection: Connection, request: MoveRequest): Promise<void>;
  /**
   * The store stays after all. `isAssured`: whoever asks says that the file was opened nowhere. Throws MOVE_NONE,
   * MOVE_NOT_ASSURED, MOVE_OPENED, as `accept` for the approval.
   */
  takeMoveBack(connection: Connection, request: TakeBackRequest): Promise<void>;
  /**
   * Begins to make the store out of the file of a move, where there is none or it has stopped. Throws as `restore`, and
   * MOVE_FILE_GONE, MOVE_FILE_OTHER, MOVE_FILE_NEWER.
   */
  openMove(connection: Connection, request: OpenMoveRequest): Promise<void>;
  /** A copy now, beside those of each night. Throws COPY_PLACE_AWAY, COPY_NOT_PROVED, DISK_FULL. */
  copyNow(): Promise<void>;
  /**
   * A new recovery code, told this once; what is kept from here on opens by it alone. Printed where a printer is named.
   * Throws DEVICE_UNKNOWN, or as a print: then there is no new one.
   */
  makeSheet(connection: Connection, printerId: string | null): Promise<{ sheetId: string; code: string }>;
}
