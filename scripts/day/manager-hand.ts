import { type Asked, DeskHand } from './desk-hand.ts';

/** A manager at the office's screen, who is asked for approvals. */
export class ManagerHand extends DeskHand {
  /** The approval's id; null where it was refused. */
  async approve(approval: Asked): Promise<string | null> {
    return this.attempt(async (caller, commandId) => {
      const given = await caller.authorisations.give({ commandId, ...approval, proof: { kind: 'session' } });
      return given.authorisationId;
    });
  }
}
