import type {
  Approval,
  MoveRequest,
  OpenMoveRequest,
  RestoreRequest,
  SafekeepingService,
  TakeBackRequest,
} from '../../../host/parts/safekeeping/service.ts';
import type { CopyView, MovePlacesView, SafekeepingState } from '../../../host/parts/safekeeping/views.ts';

/** A store that records, until a test says otherwise. */
export class FakeSafekeeping implements SafekeepingService {
  now: SafekeepingState = {
    ...{ opening: 'first', stop: null, proof: null, copy: null, segment: null, sheet: null },
    ...{ lacksSheet: false, hasSecondPlace: false, move: null, restoring: null },
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

  places: MovePlacesView = { folders: ['/media/stick'], files: [] };
  readonly moved: MoveRequest[] = [];
  readonly takenBack: TakeBackRequest[] = [];
  readonly opened: OpenMoveRequest[] = [];

  movePlaces(): MovePlacesView {
    return this.places;
  }

  async move(_connection: unknown, request: MoveRequest): Promise<void> {
    this.moved.push(request);
    const move = { move: 'AB12CD34', at: 0, context: {}, hasLeft: true, isMaking: true, file: null, code: null };
    const fault = { code: 'STORE_MOVED', context: { move: move.move, time: '2026-11-21 12:00' } } as const;
    this.now = { ...this.now, move, stop: { faults: [fault], isUnusable: false, isAcceptable: false } };
  }

  async takeMoveBack(_connection: unknown, request: TakeBackRequest): Promise<void> {
    this.takenBack.push(request);
    this.now = { ...this.now, move: null, stop: null };
  }

  async openMove(_connection: unknown, request: OpenMoveRequest): Promise<void> {
    this.opened.push(request);
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
