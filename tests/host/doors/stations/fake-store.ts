import { siteError } from '../../../../core/model/site/errors.ts';
import { staffError } from '../../../../core/model/staff/errors.ts';
import type { Connection, OpenedSession } from '../../../../host/contract/connection.ts';
import type { ClosableStore } from '../../../../host/doors/boot/house.ts';
import type { Welcome } from '../../../../host/parts/sessions/views.ts';
import { noPracticeRuns } from '../../../../host/practice/practice-runs.ts';
import type { BoardChange, BoardSnapshot } from '../../../../host/screens/views.ts';

const notHere = (): never => {
  throw siteError('STORE_NOT_SET_UP');
};

/** The pairing token, session token, code and PIN the fake store knows. */
export const known = { station: 'station-token-1', session: 'session-token-1', code: '482915', pin: '0000' } as const;

const pairedId = 'station-7';

const snapshot: BoardSnapshot = {
  seq: 7,
  serverTime: 0,
  businessDate: '2026-03-02',
  catalogVersion: 1,
  rooms: [],
  technicians: [],
  queues: [],
  calls: [],
  serviceCalls: [],
  reservations: [],
  devices: {
    terminals: { online: 0, total: 0, offline: [], alarms: [] },
    printers: [],
    voice: { engine: null, notSpoken: 0, places: [] },
    readers: [],
    clockApartMs: null,
    jobsToSee: 0,
  },
};

/** A store without a journal: enough of one to see calls, sessions and subscriptions arrive. */
export function fakeStore() {
  const listeners = new Set<(change: BoardChange) => void>();
  const acts: unknown[] = [];
  const connections: Connection[] = [];
  const session = {
    staffNo: '1',
    name: '周敏',
    role: 'manager',
    permissions: ['board.view', 'visit.open'],
    token: known.session,
  } satisfies OpenedSession;
  let closed = 0;
  let drawn = 0;

  const isTrusted = ({ isOwn, stationId }: Connection) => isOwn || stationId === pairedId;
  const sessionOn = (connection: Connection) => {
    if (!isTrusted(connection) || connection.sessionToken !== known.session) return null;
    const { token: _token, ...view } = session;
    return { ...view, isLocked: false };
  };
  const welcome = (connection: Connection): Welcome => {
    connections.push(connection);
    return {
      storeName: { 'zh-CN': '云水堂', en: 'Cloudwater' },
      demo: true,
      practice: false,
      needs: null,
      needsPairing: !isTrusted(connection),
      lostPairing: null,
      languages: ['zh-CN', 'en'],
      staff: isTrusted(connection) ? [{ no: '1', name: '周敏', role: 'manager', hasPin: true }] : [],
      session: sessionOn(connection),
    };
  };

  const service: ClosableStore = {
    sessions: {
      isTrusted,
      sessionOn,
      use: () => {},
      onChange: () => () => {},
      onState: () => () => {},
      lock: notHere,
      unlock: notHere,
      stations: notHere,
      endSession: notHere,
      revokeStation: notHere,
      welcome,
      signIn: async (connection, _staffNo, pin) => {
        if (pin !== known.pin) throw staffError('NOT_SIGNED_IN');
        connection.sessionToken = known.session;
        return session;
      },
      signOut: (connection) => {
        connection.sessionToken = null;
      },
      setFirstPin: notHere,
      setPin: notHere,
      onCardSignIn: () => () => {},
      pairingCode: notHere,
      pair: (_connection, code) => {
        if (code !== known.code) throw staffError('STATION_NOT_PAIRED');
        return { stationToken: known.station };
      },
      stationOf: (token) => (token === known.station ? { stationId: pairedId } : null),
      resume: (connection, token) => {
        connection.sessionToken = token;
      },
    },
    setup: {
      demo: notHere,
      fromFile: notHere,
      fromAnswers: notHere,
      missing: notHere,
      importSite: notHere,
      exportSite: notHere,
    },
    act: (_connection, _commandId, command) => {
      acts.push(command);
      return { seq: 8, events: [] };
    },
    board: {
      catalog: notHere,
      snapshot: () => snapshot,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    visits: { history: () => [] },
    bills: {
      preview: notHere,
      today: () => [],
      svg: () => {
        drawn += 1;
        return 'x'.repeat(1_000_000);
      },
    },
    kitchen: { list: () => ({ waiting: [], done: [], notPrinted: [] }) },
    cards: { refusals: () => [] },
    guide: { view: () => null },
    devices: {
      terminals: () => [],
      jobs: () => [],
      retryJob: notHere,
      dismissJob: notHere,
      takeSystemTime: notHere,
      test: notHere,
    },
    safekeeping: {
      state: () => ({
        ...{ opening: 'o', stop: null, proof: null, copy: null, segment: null, sheet: null, lacksSheet: false },
        ...{ hasSecondPlace: false, move: null, restoring: null },
      }),
      copies: () => [],
      accept: notHere,
      restore: notHere,
      movePlaces: notHere,
      move: notHere,
      takeMoveBack: notHere,
      openMove: notHere,
      copyNow: notHere,
      makeSheet: notHere,
    },
    health: { now: () => ({ at: 0, lines: [], well: [] }) },
    support: { bundle: notHere },
    stopTrading: () => {},
    practiceRuns: noPracticeRuns,
    pay: { month: notHere, person: notHere, excel: notHere, payslipExcel: notHere },
    books: { verify: notHere },
    attendance: {
      ...{ week: notHere, today: notHere, onDuty: notHere, leftOpen: notHere },
      ...{ day: notHere, month: notHere, excel: notHere },
    },
    outputs: {
      rerouteJob: notHere,
      reroutePrinter: notHere,
      voiceOutput: () => () => () => {},
      reportSentence: () => {},
      deviceLog: () => [],
      deviceLogText: () => '',
    },
    rotation: { policies: notHere, whyHere: () => [], whatIf: () => () => {} },
    incidents: { day: notHere },
    settings: { changes: notHere, plans: notHere, section: notHere, turnedBack: notHere, preview: notHere },
    authorisations: { give: notHere, onCard: () => () => {} },
    bus: { status: notHere, onFrames: () => () => {}, installKey: notHere },
    readers: {
      list: notHere,
      presets: () => [],
      addPreset: notHere,
      addTyping: notHere,
      typedShapes: () => [],
      takeTyped: notHere,
      attached: notHere,
      learn: notHere,
      learning: notHere,
      cancelLearning: notHere,
      onCard: () => () => {},
    },
    finding: {
      plugged: notHere,
      searchNetwork: notHere,
      searchLine: notHere,
      listen: notHere,
      tryReader: notHere,
      learnReader: notHere,
      typed: notHere,
      view: notHere,
      stop: notHere,
      testPrinter: notHere,
      testTerminal: notHere,
      testVoice: notHere,
    },
    simulatedDevices: {
      view: notHere,
      onChange: () => () => {},
      requireOwnRank: notHere,
      holdCard: notHere,
      holdCardAtReader: notHere,
      requirePlay: notHere,
      press: notHere,
      setPlugged: notHere,
      setPrinter: notHere,
    },
    reservations: {
      day: notHere,
      find: notHere,
      one: notHere,
      phone: notHere,
      free: notHere,
      erasable: notHere,
      plainRows: notHere,
    },
    close: async () => {
      closed += 1;
    },
  };

  return {
    service,
    acts,
    connections,
    /** How many listen to the board. */
    listening: () => listeners.size,
    timesClosed: () => closed,
    /** How many bills were drawn, each a million characters. */
    billsDrawn: () => drawn,
    change(seq: number) {
      const { rooms, technicians, queues } = snapshot;
      const nothingElse = { calls: null, serviceCalls: null, reservations: null, devices: null, stale: [] };
      const nobody = { spotlight: null, events: [] };
      const change: BoardChange = {
        ...nothingElse,
        ...nobody,
        seq,
        afterSeq: seq - 1,
        serverTime: 0,
        businessDate: snapshot.businessDate,
        catalogVersion: 1,
        rooms,
        technicians,
        queues,
      };
      for (const listener of listeners) listener(change);
    },
  };
}
