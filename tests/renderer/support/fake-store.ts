import { randomUUID } from 'node:crypto';
import { StoreError } from '../../../core/kernel/error.ts';
import { commonError } from '../../../core/kernel/errors.ts';
import { commandSchemas } from '../../../core/model/commands.ts';
import { siteError } from '../../../core/model/site/errors.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import { permissionsOf } from '../../../core/model/staff/permissions.ts';
import type { SessionEndReason } from '../../../core/model/staff/session-end.ts';
import type { MissingLine } from '../../../core/rules/site/missing.ts';
import { type NewStoreAnswers, newSite } from '../../../core/rules/site/new-site.ts';
import { renderSvg } from '../../../hardware/printer/render.ts';
import type { AnyCommand, CommandAnswer } from '../../../host/contract/commands.ts';
import type {
  CardSignIn,
  Connection,
  LiveSession,
  OpenedSession as Session,
} from '../../../host/contract/connection.ts';
import type { StoreService } from '../../../host/doors/api/store-service.ts';
import type { BillService } from '../../../host/parts/bills/service.ts';
import type { BillPreview, BillView } from '../../../host/parts/bills/views.ts';
import type { CardService } from '../../../host/parts/cards/service.ts';
import type { DeviceService } from '../../../host/parts/devices/service.ts';
import type { JobView, TerminalView } from '../../../host/parts/devices/views.ts';
import type { KitchenService } from '../../../host/parts/goods/service.ts';
import type { KitchenView } from '../../../host/parts/goods/views.ts';
import type { QueueStep } from '../../../host/parts/rotation/views.ts';
import type { SessionService } from '../../../host/parts/sessions/service.ts';
import type {
  LostPairing,
  NetworkView,
  ScreenState,
  StationsView,
  Welcome,
} from '../../../host/parts/sessions/views.ts';
import type { SimulatedDeviceService } from '../../../host/parts/simulated-devices/service.ts';
import type { SimulatedDevicesView } from '../../../host/parts/simulated-devices/views.ts';
import type { VisitService } from '../../../host/parts/visits/service.ts';
import type { HistoryEntry } from '../../../host/parts/visits/views.ts';
import type { BoardService } from '../../../host/screens/service.ts';
import type { BoardChange } from '../../../host/screens/views.ts';
import type { ExportOf, ReadBefore, SetupService } from '../../../host/setup/service.ts';
import { FakeAuthorisations } from './fake-authorisations.ts';
import { FakeBooks } from './fake-books.ts';
import { FakeBus } from './fake-bus.ts';
import { FakeFinding } from './fake-finding.ts';
import { FakeIncidents } from './fake-incidents.ts';
import { FakeOutputs, FakePracticeRuns } from './fake-outputs.ts';
import { FakePay } from './fake-pay.ts';
import { FakeReaders } from './fake-readers.ts';
import { FakeReservations, isAboutReservations, type ReservationCommand } from './fake-reservations.ts';
import { FakeRotation } from './fake-rotation.ts';
import { FakeSafekeeping } from './fake-safekeeping.ts';
import { FakeSettings } from './fake-settings.ts';
import { catalogOf, exampleSite, Scene } from './scene.ts';

/** 2026-11-21, 12:00 in the store. */
const noonMs = Date.UTC(2026, 10, 21, 4);

/** What a store would draw. */
const aQrCode = renderSvg('{code:http://192.168.1.4:8730/;option:qrcode,5,m}', { paperMm: 58 });

/**
 * A store for screens to be tried on: real views, hardly any rules. It keeps every command it was sent, and does the
 * few that a test looks at (open, clean, out of order).
 */
export class FakeStore implements StoreService {
  readonly site = exampleSite();
  readonly scene: Scene;
  /** Every command that arrived, in order; the same id again is kept again. */
  readonly received: { commandId: string; command: AnyCommand }[] = [];
  needs: Welcome['needs'] = null;
  /** What it lacks to be opened. */
  missing: MissingLine[] = [];
  /** What a new store was made of. */
  answers: NewStoreAnswers | null = null;
  isDemo = true;
  /** What screens whose session is over are told. */
  endedWhy: SessionEndReason | null = null;
  /** What screens whose pairing is over are told. */
  lostPairing: LostPairing | null = null;
  network: NetworkView | null = {
    addresses: ['192.168.1.4:8730', 'desk-pc.local:8730'],
    fingerprint: Array.from({ length: 32 }, (_, at) => (at * 7 + 16).toString(16).toUpperCase()).join(':'),
    mark: 'K7QM2 XWDNP',
    guestPort: 8080,
    lines: [{ stationId: 'floor 2', address: '192.168.1.23', tls: 'TLSv1.3' }],
  };
  /** The pairing of the second floor was taken back. */
  isRevoked = false;
  /** Refuses the next command with this code. */
  refuseNext: { code: ConstructorParameters<typeof StoreError>[0]; context: Record<string, unknown> } | null = null;
  /** Called once, after the next command was done and before its answer goes out. */
  onNextCommand: (() => void) | null = null;
  #seq = 1000;
  readonly #answers = new Map<string, CommandAnswer>();
  readonly #listeners = new Set<(change: BoardChange) => void>();
  readonly #cardListeners = new Set<(session: Session) => void>();
  readonly #sessions = new Map<string, Session>();
  readonly #locked = new Set<string>();
  readonly #rightsListeners = new Set<() => void>();

  constructor(manyRooms = 0) {
    this.scene = new Scene(this.site, Date.now(), manyRooms);
  }

  stationOf(token: string): { stationId: string } | null {
    return token === 'station' ? { stationId: 'floor 2' } : null;
  }

  isTrusted({ isOwn, stationId }: Connection): boolean {
    return isOwn || (stationId === 'floor 2' && !this.isRevoked);
  }

  sessionOn({ sessionToken }: Connection): LiveSession | null {
    const session = sessionToken === null ? undefined : this.#sessions.get(sessionToken);
    if (!session) return null;
    const { staffNo, name, role, permissions, token } = session;
    return { staffNo, name, role, permissions, isLocked: this.#locked.has(token) };
  }

  use(): void {}

  onChange(listener: () => void): () => void {
    this.#rightsListeners.add(listener);
    return () => this.#rightsListeners.delete(listener);
  }

  onState(connection: Connection, listener: (state: ScreenState) => void): () => void {
    const tell = () => {
      const live = this.sessionOn(connection);
      const isTrusted = this.isTrusted(connection);
      if (!live) return listener({ isTrusted, session: null, isLocked: false, ended: this.endedWhy });
      const { isLocked, ...session } = live;
      listener({ isTrusted, session, isLocked, ended: null });
    };
    tell();
    return this.onChange(tell);
  }

  lock(connection: Connection): void {
    if (connection.sessionToken) this.#locked.add(connection.sessionToken);
    this.#tellRights();
  }

  async unlock(connection: Connection, pin: string): Promise<void> {
    if (pin !== '0000') throw staffError('PIN_WRONG');
    if (connection.sessionToken) this.#locked.delete(connection.sessionToken);
    this.#tellRights();
  }

  stations(connection: Connection): StationsView {
    const paired = { id: 'floor 2', name: '二楼前台', pairedAt: noonMs };
    const revokedAt = this.isRevoked ? noonMs : null;
    return {
      stations: [
        { id: 'desk', name: null, pairedAt: null, revokedAt: null },
        { ...paired, revokedAt },
      ],
      sessions: [...this.#sessions.values()].map(({ staffNo, name, role, token }) => ({
        ...{ id: token, staffNo, name, role, stationId: 'desk', since: noonMs, lastUsedAt: noonMs },
        isLocked: this.#locked.has(token),
        isOwn: token === connection.sessionToken,
      })),
      network: this.network,
    };
  }

  endSession(_connection: Connection, sessionId: string): void {
    this.#sessions.delete(sessionId);
    this.#tellRights();
  }

  revokeStation(): void {
    this.isRevoked = true;
    this.#tellRights();
  }

  /** Nobody touched any screen for long. */
  lockAll(): void {
    for (const token of this.#sessions.keys()) this.#locked.add(token);
    this.#tellRights();
  }

  /** Somebody ends everybody's session elsewhere. */
  endSessions(): void {
    this.#sessions.clear();
    this.#tellRights();
  }

  resume(connection: Connection, token: string): void {
    connection.sessionToken = this.#sessions.has(token) ? token : null;
  }

  #tellRights(): void {
    for (const listener of [...this.#rightsListeners]) listener();
  }

  /** Pushes the rooms as they are now to everybody who listens. */
  /** Whose numbers have passed on to others. */
  passedOn: ReturnType<typeof catalogOf>['passedOn'] = [];

  push(roomNos: string[], more: Partial<BoardChange> = {}): void {
    const afterSeq = this.#seq;
    this.#seq += 1;
    const { serverTime, businessDate, catalogVersion, calls, serviceCalls, queues } = this.scene.snapshot(this.#seq);
    const rooms = roomNos.map((no) => structuredClone(this.scene.room(no)));
    const change: BoardChange = {
      seq: this.#seq,
      afterSeq,
      serverTime,
      businessDate,
      catalogVersion,
      rooms,
      technicians: [],
      queues,
      calls,
      serviceCalls,
      reservations: null,
      devices: null,
      stale: [],
      spotlight: null,
      events: [],
      ...more,
    };
    for (const listener of this.#listeners) listener(change);
  }

  /** Pushes a change before which one is missing. */
  pushWithGap(roomNos: string[]): void {
    this.#seq += 1;
    this.push(roomNos);
  }

  /** How many sign-in screens wait for a card. */
  get cardListenerCount(): number {
    return this.#cardListeners.size;
  }

  /** The token of somebody who has signed in before. */
  signedIn(staffNo: string): string {
    return this.#begin(staffNo).token;
  }

  /** Somebody holds a staff card to the desk's reader. */
  holdStaffCard(staffNo: string): void {
    for (const listener of this.#cardListeners) listener(this.#begin(staffNo));
  }

  welcome(connection: Connection): Welcome {
    const session = this.sessionOn(connection);
    return {
      storeName: this.needs === 'store' ? null : this.site.store.name,
      demo: this.isDemo,
      practice: false,
      needs: this.needs,
      needsPairing: !this.isTrusted(connection),
      lostPairing: this.lostPairing,
      languages: this.site.store.languages,
      staff: this.site.staff.map(({ no, name, role }) => ({ no, name, role, hasPin: true })),
      session: session && {
        staffNo: session.staffNo,
        name: session.name,
        role: session.role,
        permissions: session.permissions,
      },
    };
  }

  async signIn(connection: Connection, staffNo: string, pin: string): Promise<Session> {
    if (pin !== '0000') throw staffError('PIN_WRONG');
    return this.#signIn(connection, staffNo);
  }

  #signIn(connection: Connection, staffNo: string): Session {
    const session = this.#begin(staffNo);
    connection.sessionToken = session.token;
    this.#tellRights();
    return session;
  }

  signOut(connection: Connection): void {
    if (connection.sessionToken) this.#sessions.delete(connection.sessionToken);
    connection.sessionToken = null;
    this.#tellRights();
  }

  async setFirstPin(connection: Connection, staffNo: string): Promise<Session> {
    this.needs = null;
    return this.#signIn(connection, staffNo);
  }

  async setPin(): Promise<void> {}

  onCardSignIn(connection: Connection, listener: (came: CardSignIn) => void): () => void {
    const take = (session: Session) => {
      connection.sessionToken = session.token;
      this.#tellRights();
      listener({ kind: 'in', session });
    };
    this.#cardListeners.add(take);
    return () => this.#cardListeners.delete(take);
  }

  pairingCode() {
    return {
      code: '428193',
      expiresAt: Date.now() + 600_000,
      qrSvg: this.network?.addresses.length ? aQrCode : null,
      network: this.network,
    };
  }

  pair() {
    return { stationToken: 'station' };
  }

  async setUpDemo(): Promise<void> {
    this.needs = 'first-pin';
  }

  async setUpFromAnswers(answers: NewStoreAnswers): Promise<void> {
    const made = newSite(answers, Date.now());
    if (!made.ok) throw siteError('NEW_STORE_INVALID', { summary: '', problems: made.problems });
    this.answers = answers;
    this.needs = 'first-pin';
  }

  async setUpFromFile(): Promise<void> {
    throw siteError('SITE_INVALID', {
      problems: [{ path: 'rooms[3].beds', value: '0', code: 'shape', allowed: 'Too small: expected number to be >=1' }],
    });
  }

  async importSite(_connection: Connection, _json: string, _read?: ReadBefore): Promise<void> {}

  exportSite(_what: ExportOf): string {
    return JSON.stringify(this.site);
  }

  act(_connection: Connection, commandId: string, command: AnyCommand): CommandAnswer {
    this.received.push({ commandId, command });
    const known = this.#answers.get(commandId);
    if (known) return known;
    if (this.refuseNext) {
      const { code, context } = this.refuseNext;
      this.refuseNext = null;
      throw new StoreError(code, context);
    }
    const checked = commandSchemas[command.name].safeParse(command.data);
    if (!checked.success) throw commonError('INPUT_INVALID', { detail: checked.error.message });
    if (isAboutReservations(command)) return this.#reserve(commandId, command);
    this.#play(command);
    const answer = { seq: this.#seq, events: [] };
    this.#answers.set(commandId, answer);
    this.onNextCommand?.();
    this.onNextCommand = null;
    return answer;
  }

  catalog() {
    return { ...catalogOf(this.site), passedOn: this.passedOn };
  }

  snapshot() {
    return this.scene.snapshot(this.#seq);
  }

  onBoardChange(listener: (change: BoardChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  history(visitId: string): HistoryEntry[] {
    const room = this.scene.rooms.find((candidate) => candidate.visit?.id === visitId);
    const visit = room?.visit;
    if (!room || !visit) return [];
    const base = { version: 1 as const, businessDate: '2026-11-21', actor: 'R02', station: 'desk' };
    const entry = (seq: number, at: number) => ({ ...base, seq, at, id: randomUUID(), commandId: randomUUID() });
    const opened: HistoryEntry = {
      ...entry(1, visit.openedAt),
      type: 'visit.opened',
      payload: {
        visitId,
        no: visit.no,
        roomNo: room.no,
        partyId: visit.partyId,
        guests: visit.guests.map(({ id, ordinal, bed, wristbandNo }) => ({ guestId: id, ordinal, bed, wristbandNo })),
      },
    };
    const started = visit.guests
      .flatMap((guest) => guest.clocks)
      .flatMap((clock): HistoryEntry[] =>
        clock.startedAt && clock.technicianNo && clock.parentId === null
          ? [
              {
                ...entry(2, clock.startedAt),
                type: 'clock.started',
                payload: {
                  clockId: clock.id,
                  visitId,
                  roomNo: room.no,
                  technicianNo: clock.technicianNo,
                  dueAt: clock.dueAt ?? 0,
                  by: 'terminal',
                  reason: null,
                },
              },
            ]
          : [],
      );
    return [opened, ...started];
  }

  whyHere(_queueId: string, _technicianNo: string): QueueStep[] {
    return [];
  }

  previewBill(visitId: string, guestIds: string[]): BillPreview {
    return { visitId, guestIds, lines: [], totalMinor: 0, currency: 'CNY', openClocks: [] };
  }

  billsToday(): BillView[] {
    return [];
  }

  billSvg(): string {
    return '<svg xmlns="http://www.w3.org/2000/svg"/>';
  }

  kitchenList(): KitchenView {
    return { waiting: [], done: [], notPrinted: [] };
  }

  refusalsToday() {
    return [];
  }

  terminals(): TerminalView[] {
    return [];
  }

  jobs(): JobView[] {
    return [];
  }

  retryJob(_jobId: string): void {}
  takeSystemTime(): void {}
  dismissJob(_jobId: string): void {}
  async testDevice(_device: string): Promise<void> {}

  readonly setup: SetupService = {
    demo: () => this.setUpDemo(),
    fromFile: () => this.setUpFromFile(),
    fromAnswers: (answers) => this.setUpFromAnswers(answers),
    missing: () => this.missing,
    importSite: (connection, json, read) => this.importSite(connection, json, read),
    exportSite: (_connection, what) => this.exportSite(what),
  };
  readonly board: BoardService = {
    catalog: () => this.catalog(),
    snapshot: () => this.snapshot(),
    onChange: (listener) => this.onBoardChange(listener),
  };
  readonly visits: VisitService = { history: (visitId) => this.history(visitId) };
  readonly settings = new FakeSettings(this.site);
  readonly cards: CardService = { refusals: () => this.refusalsToday() };
  readonly bills: BillService = {
    preview: (visitId, guestIds) => this.previewBill(visitId, guestIds),
    today: () => this.billsToday(),
    svg: () => this.billSvg(),
  };
  readonly kitchen: KitchenService = { list: () => this.kitchenList() };
  readonly devices: DeviceService = {
    terminals: () => this.terminals(),
    jobs: () => this.jobs(),
    retryJob: (jobId) => this.retryJob(jobId),
    dismissJob: (jobId) => this.dismissJob(jobId),
    takeSystemTime: () => this.takeSystemTime(),
    test: (device) => this.testDevice(device),
  };
  readonly bus = new FakeBus();
  readonly authorisations = new FakeAuthorisations();
  readonly incidents = new FakeIncidents();
  readonly rotation = new FakeRotation(this.site, (queueId, technicianNo) => this.whyHere(queueId, technicianNo));
  /** Its own sign-in, as a store has it. */
  readonly sessions: SessionService = this;
  readonly simulatedDevices: SimulatedDeviceService = {
    requirePlay: () => {},
    view: () => this.practice(),
    onChange: (listener) => this.onPractice(listener),
    requireOwnRank: () => {},
    holdCard: (terminalId, cardId) => this.holdCard(terminalId, cardId),
    holdCardAtReader: () => {},
    press: (terminalId, keys) => this.pressKeys(terminalId, keys),
    setPlugged: (terminalId, plugged) => this.setPlugged(terminalId, plugged),
    setPrinter: (printerId, state) => this.setPrinter(printerId, state),
  };
  readonly practiceRuns = new FakePracticeRuns();
  readonly outputs = new FakeOutputs();
  readonly readers = new FakeReaders();
  readonly finding = new FakeFinding();
  readonly #pay = new FakePay();
  readonly pay = this.#pay.pay;
  readonly attendance = this.#pay.attendance;
  readonly books = new FakeBooks();
  readonly safekeeping = new FakeSafekeeping();
  readonly book = new FakeReservations(Date.now());
  readonly reservations = this.book.service;

  practice(): SimulatedDevicesView {
    return { terminals: [], printers: [], spoken: [], cards: [] };
  }

  onPractice(_listener: () => void): () => void {
    return () => {};
  }

  holdCard(_terminalId: string, _cardId: string): void {}
  pressKeys(_terminalId: string, _keys: string): void {}
  setPlugged(_terminalId: string, _plugged: boolean): void {}
  async setPrinter(_printerId: string, _state: 'ok' | 'off' | 'no-paper'): Promise<void> {}

  #begin(staffNo: string): Session {
    const person = this.site.staff.find((staff) => staff.no === staffNo);
    if (!person) throw staffError('PIN_WRONG');
    const session: Session = {
      staffNo,
      name: person.name,
      role: person.role,
      permissions: permissionsOf(person.role),
      token: randomUUID(),
    };
    this.#sessions.set(session.token, session);
    return session;
  }

  #reserve(commandId: string, command: ReservationCommand): CommandAnswer {
    const answer = { seq: this.#seq, events: this.book.act(command) };
    this.#answers.set(commandId, answer);
    this.scene.reservations = this.book.upcoming();
    this.push([], { reservations: this.scene.reservations, stale: ['reservations'] });
    return answer;
  }

  #play(command: AnyCommand): void {
    if (command.name === 'visit.open') {
      const { roomNo, guests, orders = [] } = command.data;
      const specs = guests.map((guest, at) => {
        const order = orders[at];
        const choice = order?.choices?.[0];
        const technicianNo = choice && 'technicianNo' in choice ? choice.technicianNo : '57';
        return {
          ...(guest.wristbandNo && { band: guest.wristbandNo }),
          clocks: order
            ? [
                {
                  technicianNo,
                  serviceCode: order.serviceCode,
                  type: choice && choice.kind !== 'same' ? choice.kind : ('rotation' as const),
                },
              ]
            : [],
        };
      });
      this.scene.fill(roomNo, orders.length > 0 ? 'waiting' : 'occupied', specs);
      this.push([roomNo]);
    } else if (command.name.startsWith('settings.set')) {
      this.settings.take(command);
      this.push([], { stale: ['settings'] });
    } else if (command.name === 'room.clean') {
      this.#set(command.data.roomNo, { state: 'vacant', dirtySince: null });
    } else if (command.name === 'room.putOutOfOrder') {
      this.#set(command.data.roomNo, { state: 'out-of-order', outOfOrder: command.data.reason });
    } else if (command.name === 'room.putInOrder') {
      this.#set(command.data.roomNo, { state: 'vacant', outOfOrder: null });
    }
  }

  #set(roomNo: string, change: Partial<ReturnType<Scene['room']>>): void {
    Object.assign(this.scene.room(roomNo), change);
    this.push([roomNo]);
  }
}
