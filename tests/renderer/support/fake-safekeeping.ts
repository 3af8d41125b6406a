import type { Approval, RestoreRequest, SafekeepingService } from '../../../host/parts/safekeeping/service.ts';
import type { CopyView, SafekeepingState } from '../../../host/parts/safekeeping/views.ts';

/** A store that records, until a test says otherwise. */
export class FakeSafekeeping implements SafekeepingService {
  now: SafekeepingState = {
    ...{ opening: 'first', stop: null, proof: null, copy: null, segment: null, sheet: null },
    ...{ lacksSheet: false, hasSecondPlace: false, restoring: null },
  };
  found: CopyView[] = [];
  /** Who went on without what is lost. */
  readonly accepted: Approval[] = [];
  readonly restored: RestoreRequest[] = [];
  copied = 0;
  readonly printed: (string | null)[] = [];

  state(): SafekeepingState {
    return this.now;
  }

  async accept(_connection: unknown, approval: Approval): Promise<void> {
    this.accepted.push(approval);
    this.now = { ...this.now, stop: null };
  }

  copies(): CopyView[] {
    return this.found;
  }

  async restore(_connection: unknown, request: RestoreRequest): Promise<void> {
    this.restored.push(request);
    this.now = { ...this.now, restoring: { step: 'preparing' } };
  }

  async copyNow(): Promise<void> {
    this.copied += 1;
    this.now = { ...this.now, copy: { at: 0, ok: true, code: null } };
  }

  async makeSheet(_connection: unknown, printerId: string | null): Promise<{ sheetId: string; code: string }> {
    this.printed.push(printerId);
    this.now = { ...this.now, sheet: { sheetId: '3F2A9C01', at: 0 } };
    return { sheetId: '3F2A9C01', code: 'ABCD2-EFGH3-JKMN4-PQRS5-TUVW6-XYZ27' };
  }
}
