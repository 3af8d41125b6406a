import type { ApprovalSubject } from '../../core/model/authorisations/authorisation.ts';
import { DeskHand } from './desk-hand.ts';

/** What a manager approves: of which act, on which clock, and for how much where money is in question. */
export interface Approval {
  act: string;
  subject: ApprovalSubject;
  amountMinor?: number;
  reason: string;
}

/** A manager at the office's screen, who is asked for approvals. */
export class ManagerHand extends DeskHand {
  /** The approval's id; null where it was refused. */
  async approve(approval: Approval): Promise<string | null> {
    return this.attempt(async (caller, commandId) => {
      const given = await caller.authorisations.give({ commandId, ...approval, proof: { kind: 'session' } });
      return given.authorisationId;
    });
  }
}
