import type { AnyCommand, CommandAnswer } from '../../contract/commands.ts';
import type { Connection } from '../../contract/connection.ts';
import type { AttendanceService } from '../../parts/attendance/service.ts';
import type { AuthorisationService } from '../../parts/authorisations/service.ts';
import type { BillPreview, BillView } from '../../parts/bills/views.ts';
import type { BooksService } from '../../parts/books/service.ts';
import type { BusService } from '../../parts/bus/service.ts';
import type { RefusalView } from '../../parts/cards/views.ts';
import type { IncidentService } from '../../parts/clocks/service.ts';
import type { PayService } from '../../parts/commission/service.ts';
import type { JobView, TerminalView } from '../../parts/devices/views.ts';
import type { KitchenLine } from '../../parts/goods/views.ts';
import type { OutputService } from '../../parts/outputs/service.ts';
import type { PracticeRunService } from '../../parts/practice/service.ts';
import type { ReaderService } from '../../parts/readers/service.ts';
import type { ReservationService } from '../../parts/reservations/service.ts';
import type { RotationService } from '../../parts/rotation/service.ts';
import type { QueueStep } from '../../parts/rotation/views.ts';
import type { SessionService } from '../../parts/sessions/service.ts';
import type { Catalog } from '../../parts/site/views.ts';
import type { VirtualDeviceService } from '../../parts/virtual-devices/service.ts';
import type { HistoryEntry } from '../../parts/visits/views.ts';
import type { BoardChange, BoardSnapshot } from '../../screens/views.ts';

/**
 * The running store as the calls see it. The routers check session, permission and input; this does the work.
 * Errors are StoreError with a stable code.
 */
export interface StoreService {
  readonly sessions: SessionService;

  setUpDemo(): Promise<void>;
  /** Checks and imports a site file's text. Throws SITE_INVALID with every problem in the context. */
  setUpFromFile(json: string): Promise<void>;
  importSite(connection: Connection, json: string): Promise<void>;
  exportSite(connection: Connection, withKeys: boolean): string;

  act(connection: Connection, commandId: string, command: AnyCommand): CommandAnswer;

  catalog(): Catalog;
  snapshot(): BoardSnapshot;
  onChange(listener: (change: BoardChange) => void): () => void;
  history(visitId: string): HistoryEntry[];
  /** `at`: the moment that is asked about (UTC ms); without it, now. */
  whyHere(queueId: string, technicianNo: string, at?: number): QueueStep[];
  previewBill(visitId: string, guestIds: string[]): BillPreview;
  billsToday(): BillView[];
  /** The bill as on paper. */
  billSvg(billId: string): string;
  kitchen(): { waiting: KitchenLine[]; done: KitchenLine[]; notPrinted: JobView[] };
  refusalsToday(): RefusalView[];

  terminals(): TerminalView[];
  jobs(): JobView[];
  /** Prints or speaks again what failed, expired or is uncertain. */
  retryJob(connection: Connection, jobId: string): void;
  /** Takes a job off the list: it did print, or is not wanted any more. */
  dismissJob(connection: Connection, jobId: string): void;
  testDevice(device: string): Promise<void>;

  /** The lines with terminals, for technicians. Throws STORE_NOT_SET_UP before there is a store. */
  readonly bus: BusService;

  /** Policies of the rotation, and what another would have made of past days. */
  readonly rotation: RotationService;
  readonly authorisations: AuthorisationService;
  readonly incidents: IncidentService;
  readonly practiceRuns: PracticeRunService;
  readonly outputs: OutputService;
  readonly pay: PayService;
  readonly attendance: AttendanceService;
  readonly books: BooksService;
  readonly reservations: ReservationService;
  readonly readers: ReaderService;

  /** Throws STORE_NOT_SET_UP before there is a store. */
  readonly virtualDevices: VirtualDeviceService;
}
