import type { Connection } from '../../contract/connection.ts';
import type { SafekeepingState } from './views.ts';

/** How somebody shows the right to go on without what is lost. */
export type Approval = { staffNo: string; pin: string } | { recoveryCode: string };

/** What keeps the store's file from being lost or exchanged. */
export interface SafekeepingService {
  state(): SafekeepingState;
  /**
   * Goes on without the rows that are lost, which the journal says. Throws NOT_STOPPED, LOSS_NOT_ACCEPTABLE, PIN_WRONG,
   * PIN_LOCKED, NOT_ALLOWED, RECOVERY_CODE_WRONG.
   */
  accept(connection: Connection, approval: Approval): Promise<void>;
}
