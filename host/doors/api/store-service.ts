import type { CommandInput, CommandName } from '../../../core/model/commands.ts';
import type { StoreEvent } from '../../../core/model/events.ts';

import type { AuthorisationService } from './authorisation-service.ts';
import type { BooksService } from './books-service.ts';
import type { BusService } from './bus-service.ts';
import type { IncidentService } from './incident-service.ts';
import type { OutputService } from './output-service.ts';
import type { AttendanceService, PayService } from './pay-service.ts';
import type { PracticeRunService } from './practice-service.ts';
import type { ReaderService } from './reader-service.ts';
import type { ReservationService } from './reservation-service.ts';
import type { RotationService } from './rotation-service.ts';
import type { SessionService } from './session-service.ts';
import type { SimulatedDeviceService } from './simulated-device-service.ts';
import type {
  BillPreview,
  BillView,
  BoardChange,
  BoardSnapshot,
  Catalog,
  HistoryEntry,
  JobView,
  KitchenLine,
  QueueStep,
  RefusalView,
  SessionView,
  TerminalView,
} from './views.ts';

/** Any command with its input, as a caller sends it. */
export type AnyCommand = { [N in CommandName]: { name: N; data: CommandInput<N> } }[CommandName];

/** What a command did: the rows it put into the journal. The same command id gives the same answer. */
export interface CommandAnswer {
  seq: number;
  events: StoreEvent[];
}

/** Who asks, on which station. Kept by the connection; a session begins and ends on it. */
export interface Connection {
  readonly stationId: string;
  /** This machine, or paired. */
  readonly trusted: boolean;
  session: (SessionView & { token: string }) | null;
  /** The screen takes part in a practice: its calls go there, as that connection. */
  practice?: { token: string; connection: Connection };
}

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
  readonly simulatedDevices: SimulatedDeviceService;
}
