import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreDatabase } from '../../../db/store-database.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import { openConnection } from '../../../host/doors/stations/station-connection.ts';
import { PracticeRuns, type PracticeStore } from '../../../host/practice/practice-runs.ts';
import { isSimulated, simulatedSite } from '../../../host/practice/simulated-site.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { readingFirst } from '../setup/reading-first.ts';

/** Where a screen of the store's own machine comes from. */
const onOwnMachine = { fromThisMachine: true, address: '127.0.0.1', ownToken: 'own' };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const log = { info: () => {}, warn: () => {}, error: () => {} };
const newId = () => uuidV7(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)));

/** Something real listens behind every device: whatever connects or says a word is counted. */
async function realDevice(): Promise<{ port: number; touched(): number }> {
  let touches = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    touches += 1;
    sockets.add(socket);
    socket.on('data', () => {
      touches += 1;
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, touched: () => touches };
}

interface House {
  store: RunningStore;
  dataDir: string;
  /** The calls of a screen, with its connection. */
  screen(params?: Record<string, unknown>): { connection: Connection; call: ReturnType<typeof callerOf> };
}

const callerOf = (store: RunningStore, connection: Connection) => appRouter.createCaller({ store, connection });

/** A store whose printers are real ones, where a port is given. */
async function house(port?: number): Promise<House> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-practice-'));
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const store = await RunningStore.open({ dataDir, log });
  cleanups.push(() => store.close());
  const site = exampleSite();
  const printers =
    port === undefined
      ? site.printers
      : site.printers.map((printer) => ({
          ...printer,
          transport: { type: 'tcp' as const, host: '127.0.0.1', port },
        }));
  await store.setup.fromFile(JSON.stringify({ ...site, printers, voice: { ...site.voice, engine: 'file' } }));
  return {
    store,
    dataDir,
    screen: (params = {}) => {
      const connection = openConnection(store, onOwnMachine, { own: onOwnMachine.ownToken, ...params });
      return { connection, call: callerOf(store, connection) };
    },
  };
}

const managerNo = exampleSite().staff.find(({ role }) => role === 'manager')?.no ?? '';
const technicianNo = exampleSite().technicians[0]?.no ?? '';
const roomNo = exampleSite().rooms[0]?.no ?? '';
const serviceCode = exampleSite().services[0]?.code ?? '';

function signedIn(own: House, staffNo = managerNo) {
  const screen = own.screen();
  own.store.sessions.signInAs(screen.connection, staffNo);
  return screen;
}

/** A screen that has gone over to the practice, as it comes back after its page was loaded anew. */
async function inPractice(own: House) {
  const real = signedIn(own);
  const seat = await real.call.practiceRun.join();
  return { seat, real, ...own.screen({ practice: seat.token, session: seat.sessionToken }) };
}

const act = (call: House extends { screen(): { call: infer C } } ? C : never, name: string, data: unknown) =>
  call.act({ commandId: newId(), name: name as 'visit.open', data });

const journalOf = (dataDir: string) => {
  const db = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
  const rows = db.read.all<{ type: string; hash: string }>('SELECT type, hash FROM journal ORDER BY seq');
  db.close();
  return rows.map(({ type, hash }) => `${type} ${hash}`);
};

describe('a practice', () => {
  it('works on a copy: nothing of it reaches the journal, the devices or the folders of the store', async () => {
    const printer = await realDevice();
    const own = await house(printer.port);
    const { call, real } = await inPractice(own);
    const before = journalOf(own.dataDir);
    // The store itself looked once whether its printers are there: a connection and a question each.
    const touchedBefore = 2 * exampleSite().printers.length;
    await expect.poll(() => printer.touched()).toBe(touchedBefore);

    expect(await call.session.welcome()).toMatchObject({ practice: true, session: { staffNo: managerNo } });
    expect(await real.call.session.welcome()).toMatchObject({ practice: false });
    await act(call, 'technician.comeOnDuty', { technicianNo });
    await act(call, 'visit.open', {
      roomNo,
      guests: [{}],
      orders: [{ serviceCode, choices: [{ kind: 'requested', technicianNo }] }],
    });
    expect((await call.board.snapshot()).calls).toMatchObject([{ technicianNo, roomNo }]);
    expect((await real.call.board.snapshot()).calls).toEqual([]);

    const view = async () => await call.practice.view();
    await expect.poll(async () => (await view()).printers.flatMap(({ slips }) => slips).length).toBeGreaterThan(0);
    await expect.poll(async () => (await view()).spoken.map(({ text }) => text).join()).toContain(technicianNo);
    await call.devices.test({ device: 'printer/front' });
    await call.devices.test({ device: 'voice' });

    expect(journalOf(own.dataDir)).toEqual(before);
    expect(printer.touched()).toBe(touchedBefore);
    expect(existsSync(path.join(own.dataDir, 'voice'))).toBe(false);
  });

  it('goes on beside the real work', async () => {
    const own = await house();
    const { call, real } = await inPractice(own);
    await act(real.call, 'visit.open', { roomNo, guests: [{}], orders: [null] });
    const stateOf = (snapshot: Awaited<ReturnType<typeof call.board.snapshot>>) =>
      snapshot.rooms.find((room) => room.no === roomNo)?.state;
    expect(stateOf(await real.call.board.snapshot())).toBe('occupied');
    expect(stateOf(await call.board.snapshot())).toBe('vacant');
  });

  it('begins where the store is at that moment, without what waits for its devices', async () => {
    const own = await house();
    const real = signedIn(own);
    await act(real.call, 'visit.open', { roomNo, guests: [{}], orders: [null] });
    const { call } = await inPractice(own);
    const snapshot = await call.board.snapshot();
    expect(snapshot.rooms.find((room) => room.no === roomNo)?.state).toBe('occupied');
    expect(await call.devices.jobs()).toEqual([]);
  });

  it('is thrown away when its last screen leaves, and its screens are refused from then on', async () => {
    const own = await house();
    const first = await inPractice(own);
    const second = await inPractice(own);
    expect(own.store.practiceRuns.state()).toMatchObject({ seats: 2, startedBy: managerNo });
    await act(first.call, 'visit.open', { roomNo, guests: [{}], orders: [null] });
    expect((await second.call.board.snapshot()).rooms.find((room) => room.no === roomNo)?.state).toBe('occupied');

    await first.call.practiceRun.leave({ token: first.seat.token });
    await expect(first.call.board.snapshot()).rejects.toThrow('PRACTICE_OVER');
    await second.call.board.snapshot();
    await second.call.practiceRun.leave({ token: second.seat.token });
    expect(own.store.practiceRuns.state()).toEqual({ startedAt: null, startedBy: null, seats: 0 });
    expect(readdirSync(path.join(own.dataDir, 'practice'))).toEqual([]);

    // A screen that comes back late, with what it remembers, never falls through to the real store.
    const late = own.screen({ practice: second.seat.token, session: second.seat.sessionToken });
    await expect(act(late.call, 'visit.open', { roomNo, guests: [{}], orders: [null] })).rejects.toThrow(
      'PRACTICE_OVER',
    );
    await expect(late.call.session.welcome()).rejects.toThrow('PRACTICE_OVER');
    expect((await first.real.call.board.snapshot()).rooms.find((room) => room.no === roomNo)?.state).toBe('vacant');
  });

  it('is entered by a window whose connection begins anew with each page, and left with the next page', async () => {
    const own = await house();
    const { seat } = await inPractice(own);
    const page = own.screen();
    await page.call.practiceRun.enter({ token: seat.token, sessionToken: seat.sessionToken });
    expect(await page.call.session.welcome()).toMatchObject({ practice: true, session: { staffNo: managerNo } });
    expect(await own.screen().call.session.welcome()).toMatchObject({ practice: false, session: null });
    const late = own.screen();
    await page.call.practiceRun.end();
    await late.call.practiceRun.enter({ token: seat.token, sessionToken: seat.sessionToken });
    await expect(late.call.session.welcome()).rejects.toThrow('PRACTICE_OVER');
    const stranger = openConnection(
      own.store,
      { ...onOwnMachine, fromThisMachine: false, address: '10.0.0.9' },
      { practice: seat.token, session: seat.sessionToken },
    );
    await expect(callerOf(own.store, stranger).practiceRun.state()).rejects.toThrow('STATION_NOT_PAIRED');
  });

  it('that its screens left behind without a word is forgotten after two hours without a call', async () => {
    const own = await house();
    const dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-practice-'));
    cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const scheduler = new SimulatedScheduler({ epochMs: 0 });
    let closed = 0;
    const practised: PracticeStore = Object.assign(Object.create(own.store), {
      sessions: Object.assign(Object.create(own.store.sessions), { signInAs: () => 'token' }),
      close: async () => {
        closed += 1;
      },
    });
    const runs = new PracticeRuns({
      ...{ dataDir, scheduler, log },
      now: () => scheduler.wallNow(),
      copyInto: async () => {},
      mayPractise: () => true,
      open: async () => practised,
    });
    const seat = await runs.join(signedIn(own).connection, managerNo);
    await scheduler.advance(90 * 60_000);
    runs.storeOf(seat.token);
    await scheduler.advance(119 * 60_000);
    expect([runs.state().seats, closed]).toEqual([1, 0]);
    await scheduler.advance(2 * 60_000);
    expect([runs.state().seats, closed, readdirSync(path.join(dataDir, 'practice'))]).toEqual([0, 1, []]);
    expect(() => runs.storeOf(seat.token)).toThrow('PRACTICE_OVER');
  });

  it('keeps sessions and pairings to itself', async () => {
    const own = await house();
    const { call, seat, real } = await inPractice(own);
    const realToken = real.connection.sessionToken ?? '';
    const withRealSession = own.screen({ practice: seat.token, session: realToken });
    expect((await withRealSession.call.session.welcome()).session).toBeNull();
    const withPracticeSession = own.screen({ session: seat.sessionToken });
    expect((await withPracticeSession.call.session.welcome()).session).toBeNull();
    await expect(call.session.pairingCode()).rejects.toThrow('PRACTICE_NOT_HERE');
    await call.session.setFirstPin({ staffNo: managerNo, pin: '9999' });
    const hasPin = async (screen: typeof real) =>
      (await screen.call.session.welcome()).staff.find(({ no }) => no === managerNo)?.hasPin;
    expect([await hasPin(own.screen({ practice: seat.token })), await hasPin(real)]).toEqual([true, false]);
    await call.session.signOut();
    expect((await real.call.session.welcome()).session).not.toBeNull();
  });

  it('ends for whoever may not practise any more, and nobody else', async () => {
    const own = await house();
    const { call } = await inPractice(own);
    const site = exampleSite();
    const waiter = site.staff.find(({ role }) => role === 'waiter')?.no ?? '';
    const other = signedIn(own, waiter);
    const seat = await other.call.practiceRun.join();
    const practising = own.screen({ practice: seat.token, session: seat.sessionToken });
    expect((await practising.call.session.welcome()).session?.staffNo).toBe(waiter);
    const { connection } = own.screen();
    const file = own.store.setup.exportSite(connection, { withKeys: false, withCards: true });
    const now = JSON.parse(file) as typeof site;
    const staff = now.staff.filter(({ no }) => no !== waiter);
    await own.store.setup.importSite(connection, JSON.stringify({ ...now, staff }));
    await expect(practising.call.session.welcome()).rejects.toThrow('PRACTICE_OVER');
    expect((await call.session.welcome()).practice).toBe(true);
  });

  it('simulates the devices of a site file that is imported within it', async () => {
    const printer = await realDevice();
    const own = await house();
    const { call } = await inPractice(own);
    const site = exampleSite();
    const printers = site.printers.map((each) => ({
      ...each,
      transport: { type: 'tcp', host: '127.0.0.1', port: printer.port },
    }));
    // The practice has other cards and no pay.
    const keep = ['people', 'cards', 'goods', 'commission'] as const;
    const json = JSON.stringify({ ...site, printers });
    await readingFirst((despite) => call.setup.importSite({ json, keep: [...keep], despite }));
    await call.devices.test({ device: 'printer/front' });
    expect((await call.practice.view()).printers.map(({ id }) => id)).toEqual(site.printers.map(({ id }) => id));
    expect(printer.touched()).toBe(0);
  });

  it('simulates the devices that are set up within it, section by section', async () => {
    const printer = await realDevice();
    const own = await house();
    const { call } = await inPractice(own);
    const transport = { type: 'tcp' as const, host: '127.0.0.1', port: printer.port };
    const printers = exampleSite().printers.map((each) => ({ ...each, id: `${each.id}-2`, transport }));
    await act(call, 'settings.setPrinters', { basedOn: 1, value: { printers } });
    await expect
      .poll(async () => (await call.practice.view()).printers.map(({ id }) => id))
      .toEqual(printers.map(({ id }) => id));
    await call.devices.test({ device: 'printer/front-2' });
    expect(printer.touched()).toBe(0);
  });

  it('lets no screen speak, and nobody without the permission in', async () => {
    const own = await house();
    const { call } = await inPractice(own);
    await expect(call.outputs.speak({ device: 'voice' })).rejects.toThrow('PRACTICE_NOT_HERE');
    const cleaner = signedIn(own, exampleSite().staff.find(({ role }) => role === 'cleaner')?.no);
    await expect(cleaner.call.practiceRun.join()).rejects.toThrow('NOT_ALLOWED');
    await expect(cleaner.call.practiceRun.end()).rejects.toThrow('NOT_ALLOWED');
    await expect(own.screen().call.practiceRun.join()).rejects.toThrow('NOT_SIGNED_IN');
    await expect(call.practiceRun.join()).rejects.toThrow('NOT_SIGNED_IN');
  });

  it('ends with the store, and a copy that a power cut left is gone after the next start', async () => {
    const own = await house();
    await inPractice(own);
    const copies = path.join(own.dataDir, 'practice');
    expect(readdirSync(copies)).toHaveLength(1);
    const copy = path.join(copies, readdirSync(copies)[0] ?? '', 'store.sqlite');
    expect(readFileSync(copy).length).toBeGreaterThan(0);
    await own.store.close();
    expect(readdirSync(copies)).toEqual([]);
    const again = await RunningStore.open({ dataDir: own.dataDir, log });
    cleanups.push(() => again.close());
    expect(existsSync(copies)).toBe(false);
  });
});

describe('the simulated twin of a site', () => {
  it('has no line to anything, and is the same store otherwise', () => {
    const site = exampleSite();
    const real = {
      ...site,
      buses: site.buses.map((bus) => ({
        ...bus,
        transport: { type: 'serial' as const, path: '/dev/ttyS99', baudRate: 9600 as const },
      })),
      printers: site.printers.map((printer) => ({
        ...printer,
        transport: { type: 'usb' as const, path: '/dev/usb/lp0' },
      })),
      voice: { ...site.voice, places: [{ id: 'hall', engine: 'espeak-ng' as const, device: 'plughw:1,0' }] },
    };
    expect(isSimulated(real)).toBe(false);
    const twin = simulatedSite(real);
    expect(isSimulated(twin)).toBe(true);
    expect(JSON.stringify([twin.buses, twin.readers, twin.printers, twin.voice])).not.toMatch(/\/dev|plughw|espeak/);
    expect({ ...twin, buses: [], readers: [], printers: [], voice: {} }).toEqual({
      ...{ ...real, buses: [], readers: [], printers: [], voice: {} },
    });
  });
});
