import type { Approval, SafekeepingService } from '../../../host/parts/safekeeping/service.ts';
import type { SafekeepingState } from '../../../host/parts/safekeeping/views.ts';

/** A store that records, until a test says otherwise. */
export class FakeSafekeeping implements SafekeepingService {
  now: SafekeepingState = { opening: 'first', stop: null, proof: null };
  /** Who went on without what is lost. */
  readonly accepted: Approval[] = [];

  state(): SafekeepingState {
    return this.now;
  }

  async accept(_connection: unknown, approval: Approval): Promise<void> {
    this.accepted.push(approval);
    this.now = { ...this.now, stop: null };
  }
}
