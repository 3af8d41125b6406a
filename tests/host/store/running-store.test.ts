import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import type { BoardChange } from '../../../host/screens/views.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { applyChange, boardOf } from '../../../renderer/client/board-state.ts';
import { temporaryDirectory } from '../../db/files.ts';

const minuteMs = 60_000;
const sitePath = new URL('../../../site/jiangwan.json', import.meta.url);

/** The example with PINs for some and one line of three terminals, so that nothing takes long. */
function exampleFile(): Site {
  const site = JSON.parse(readFileSync(sitePath, 'utf8')) as Site;
  const [bus] = site.buses;
  return {
    ...site,
    staff: site.staff.map((staff, index) => (index < 3 ? { ...staff, pin: `7350190${index}` } : staff)),
    buses: bus ? [{ ...bus, terminals: bus.terminals.slice(0, 3) }] : [],
    printers: site.printers.slice(0, 1),
  };
}
const pins = ['73501900', '73501901', '73501902'];
const keysOf = (site: Site) => site.buses.flatMap((bus) => bus.terminals.map((terminal) => terminal.scbk ?? ''));

const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of close.splice(0)) await one();
});

/** A store in a folder, on simulated time; everything it logs and tells is kept. */
async function running(json: string | null, dataDir: string, opensAt = Date.parse('2026-11-21T04:00:00Z')) {
  const scheduler = new SimulatedScheduler({ epochMs: opensAt });
  let jumpedMs = 0;
  const logged: string[] = [];
  const note = (facts: object, message: string) =>
    logged.push(`${message} ${JSON.stringify(facts)} ${String(Object.values(facts))}`);
  const store = await RunningStore.open({
    dataDir,
    log: { info: note, warn: note, error: note },
    voice: 'none',
    scheduler,
    now: () => scheduler.wallNow() + jumpedMs,
    idlePollMs: 7_000,
  });
  const changes: BoardChange[] = [];
  store.board.onChange((change) => changes.push(change));
  const stop = async () => {
    let isClosed = false;
    const closed = store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) await scheduler.advance(100);
    await closed;
  };
  close.push(stop);
  if (json !== null) await store.setup.fromFile(json);
  const jump = (ms: number) => {
    jumpedMs += ms;
  };
  return { store, scheduler, changes, logged, stop, jump };
}

const desk = (): Connection => ({ stationId: 'desk', isOwn: true, sessionToken: null });
let ids = 0;
function act(store: RunningStore, name: string, data: object) {
  ids += 1;
  const commandId = `0193b000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
  return store.act(desk(), commandId, { name, data } as Parameters<RunningStore['act']>[2]);
}

/** The tables that follow from the site file alone, without times and places in the journal. */
function projected(dataDir: string) {
  const db = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
  try {
    return [
      'SELECT json, demo FROM site',
      'SELECT * FROM rooms ORDER BY no',
      'SELECT * FROM technicians ORDER BY no',
      'SELECT * FROM stock ORDER BY goodsCode',
    ].map((sql) => db.read.all<{ json?: string }>(sql));
  } finally {
    db.close();
  }
}

describe('what an act answers', () => {
  /** A clock from its start to its end, by somebody, and what she is told of it. */
  async function told(staffNo: string) {
    const site = exampleFile();
    const staff = site.staff.map((one) => (one.no === staffNo ? { ...one, pin: '73501999' } : one));
    const { store } = await running(JSON.stringify({ ...site, staff }), temporaryDirectory());
    act(store, 'technician.comeOnDuty', { technicianNo: '1' });
    const { events } = act(store, 'visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '101' }] });
    const ordered = events.find(({ type }) => type === 'clock.ordered')?.payload as { clockId: string };
    const { token: sessionToken } = await store.sessions.signIn(desk(), staffNo, '73501999');
    const by = { ...desk(), sessionToken };
    const said = ['clock.start', 'clock.end'].flatMap((name, index) => {
      const data = { clockId: ordered.clockId, reason: 'no card' };
      const command = { name, data } as Parameters<RunningStore['act']>[2];
      return store.act(by, `0193b111-0000-7000-8000-00000000000${index}`, command).events;
    });
    return {
      types: said.map(({ type }) => type),
      hasRules: said.some(({ payload }) => 'commission' in payload),
    };
  }

  it.each(['R01', 'C01', 'W01'])('is no pay to %s, who may not see it', async (no) => {
    const { types, hasRules } = await told(no);
    expect(types).toEqual(expect.arrayContaining(['clock.started', 'clock.ended']));
    expect(types).not.toContain('commission.earned');
    expect(hasRules).toBe(false);
  });

  it('is all of it to a manager', async () => {
    const { types, hasRules } = await told('M01');
    expect(types).toContain('commission.earned');
    expect(hasRules).toBe(true);
  });
});

const codeOf = async (work: () => Promise<unknown>) => {
  try {
    await work();
    return 'done';
  } catch (error) {
    return error instanceof StoreError ? error.code : error;
  }
};

describe('a site file', () => {
  it('exported with the keys and imported elsewhere gives the same store', async () => {
    const [here, there] = [temporaryDirectory(), temporaryDirectory()];
    const first = await running(JSON.stringify(exampleFile()), here);
    act(first.store, 'stock.adjust', { goodsCode: 'D01', quantity: -19, reason: 'broken' });
    const exported = first.store.setup.exportSite(desk(), { withKeys: true, withCards: true });
    const second = await running(exported, there);
    expect(second.store.setup.exportSite(desk(), { withKeys: true, withCards: true })).toBe(exported);
    expect((JSON.parse(exported) as Site).goods[0]).toMatchObject({ code: 'D01', stock: 100 });
    await first.stop();
    await second.stop();
    const [site, ...tables] = projected(here);
    const [otherSite, ...otherTables] = projected(there);
    expect(otherTables).toEqual(tables);
    const stockless = (rows: { json?: string }[] = []) => {
      const parsed = JSON.parse(rows[0]?.json ?? '') as Site;
      return { ...parsed, goods: parsed.goods.map(({ stock: _stock, ...goods }) => goods) };
    };
    expect(stockless(otherSite)).toEqual(stockless(site));
  });

  it('brings PINs in that work, and never out', async () => {
    const { store } = await running(JSON.stringify(exampleFile()), temporaryDirectory());
    expect(await codeOf(() => store.sessions.signIn(desk(), 'M01', pins[0] ?? ''))).toBe('done');
    expect(await codeOf(() => store.sessions.signIn(desk(), 'M02', pins[0] ?? ''))).toBe('PIN_WRONG');
    expect(store.setup.exportSite(desk(), { withKeys: true, withCards: true })).not.toMatch(/"pin"|735019/);
    // People a later file has no PIN for keep theirs.
    await store.setup.importSite(desk(), store.setup.exportSite(desk(), { withKeys: false, withCards: true }));
    expect(await codeOf(() => store.sessions.signIn(desk(), 'M01', pins[0] ?? ''))).toBe('done');
  });

  it('without keys leaves the terminals the keys they have', async () => {
    const { store } = await running(JSON.stringify(exampleFile()), temporaryDirectory());
    const before = store.setup.exportSite(desk(), { withKeys: true, withCards: true });
    const without = store.setup.exportSite(desk(), { withKeys: false, withCards: true });
    for (const key of keysOf(exampleFile())) expect(without).not.toContain(key);
    await store.setup.importSite(desk(), without);
    expect(store.setup.exportSite(desk(), { withKeys: true, withCards: true })).toBe(before);
  });

  it('that leaves a room in use out is refused, and nothing of it stays', async () => {
    const dataDir = temporaryDirectory();
    const { store } = await running(JSON.stringify(exampleFile()), dataDir);
    act(store, 'visit.open', { roomNo: '201', guests: [{}] });
    const before = store.setup.exportSite(desk(), { withKeys: true, withCards: true });
    const file = exampleFile();
    const changed = {
      ...file,
      rooms: file.rooms.filter((room) => room.no !== '201'),
      buses: file.buses.map((bus) => ({
        ...bus,
        terminals: bus.terminals.slice(1).map((terminal) => ({ ...terminal, scbk: '0'.repeat(32) })),
      })),
    };
    expect(await codeOf(() => store.setup.importSite(desk(), JSON.stringify(changed)))).toBe('SITE_IN_USE');
    expect(store.setup.exportSite(desk(), { withKeys: true, withCards: true })).toBe(before);
    expect(await codeOf(() => store.setup.importSite(desk(), '{"format":1}'))).toBe('SITE_INVALID');
    expect(await codeOf(() => store.setup.fromFile(before))).toBe('STORE_ALREADY_SET_UP');
    expect(store.setup.exportSite(desk(), { withKeys: true, withCards: true })).toBe(before);
  });
});

describe('secrets', () => {
  it('are in nothing that comes out: journal, feed, answers, exports without keys, logs', async () => {
    const dataDir = temporaryDirectory();
    const file = exampleFile();
    const { store, changes, logged, scheduler, stop } = await running(JSON.stringify(file), dataDir);
    const answers: unknown[] = [];
    const manager = desk();
    answers.push({ ...(await store.sessions.signIn(manager, 'M01', pins[0] ?? '')), token: '' });
    await codeOf(() => store.sessions.signIn(desk(), 'M02', '73501909'));
    await store.sessions.setPin(manager, { staffNo: 'R02', pin: '73501905', ownPin: pins[0] ?? '' });
    answers.push(await codeOf(() => store.sessions.signIn(desk(), 'M01', '73501906')));
    const broken = JSON.stringify(file)
      .replace('"rooms":[', '"rooms":[{},')
      .replace('"pin":"73501900"', '"pin":"7350190"x');
    for (const json of [broken, JSON.stringify({ ...file, rooms: [] })]) {
      try {
        await store.setup.importSite(manager, json);
      } catch (error) {
        answers.push(error instanceof StoreError ? [error.code, error.message, error.context] : String(error));
      }
    }
    await store.setup.importSite(manager, JSON.stringify(file));
    act(store, 'visit.open', { roomNo: '201', guests: [{}], orders: [] });
    await scheduler.advance(60_000);
    answers.push(
      ...[
        store.sessions.welcome(manager),
        store.board.catalog(),
        store.board.snapshot(),
        store.devices.terminals(),
        store.devices.jobs(),
        store.kitchen.list(),
      ],
      ...[
        store.cards.refusals(),
        store.bills.today(),
        store.setup.exportSite(desk(), { withKeys: false, withCards: true }),
      ],
      store.visits.history(store.board.snapshot().rooms[0]?.visit?.id ?? ''),
    );
    const token = manager.sessionToken ?? 'none';
    await stop();
    const db = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
    const journal = JSON.stringify(db.read.all('SELECT * FROM journal'));
    const tables = JSON.stringify(
      ['site', 'jobs', 'refusals', 'sessions'].map((table) => db.read.all(`SELECT * FROM ${table}`)),
    );
    const hashes = db.read.all<{ pinHash: string }>('SELECT pinHash FROM credentials').map((row) => row.pinHash);
    db.close();
    expect(hashes.length).toBe(4);
    const out = [journal, tables, JSON.stringify(changes), JSON.stringify(answers), ...logged].join('\n');
    expect(out.length).toBeGreaterThan(50_000);
    // Escaped or not, whole or in part.
    for (const secret of ['735019', ...keysOf(file), ...hashes.map((hash) => hash.slice(-20)), 'scrypt$', token]) {
      expect(out.includes(secret), secret.slice(0, 6)).toBe(false);
    }
    // The keys are in the one file that is theirs.
    const withKeys = readdirSync(dataDir, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .filter((name) => readFileSync(path.join(dataDir, name)).includes(keysOf(file)[0] ?? 'none'));
    expect(withKeys).toEqual(['terminal-keys.json']);
  });
});

describe('a store that closes', () => {
  it('writes what is still done while it closes, and tells no screen: the file may be shut by then', async () => {
    const dataDir = temporaryDirectory();
    const file = JSON.stringify({ ...exampleFile(), buses: [] });
    const { store, scheduler, changes, stop } = await running(file, dataDir);
    const toldBefore = changes.length;
    scheduler.setTimeout(() => act(store, 'technician.comeOnDuty', { technicianNo: '1' }), 1);
    await stop();
    expect(changes).toHaveLength(toldBefore);
    expect(verifyStore(path.join(dataDir, 'store.sqlite')).problems).toEqual([]);
    const again = await running(null, dataDir);
    expect(again.store.board.snapshot().technicians.find(({ no }) => no === '1')?.state).toBe('idle');
  });
});

describe('the change of the trading day', () => {
  it('is told to the screens, who then show what a fresh one shows', async () => {
    const { store, scheduler, changes } = await running(
      JSON.stringify({ ...exampleFile(), buses: [] }),
      temporaryDirectory(),
      Date.parse('2026-11-20T20:50:00Z'),
    );
    act(store, 'technician.comeOnDuty', { technicianNo: '1' });
    act(store, 'visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '101' }] });
    const clockId = store.board.snapshot().calls[0]?.clockId ?? '';
    act(store, 'clock.start', { clockId, atRoomNo: '201' });
    const before = store.board.snapshot();
    const dueAt = before.technicians.find(({ no }) => no === '1')?.clock?.dueAt;
    changes.length = 0;
    await scheduler.advance(15 * minuteMs);
    const told = changes.filter((change) => change.businessDate === '2026-11-21');
    // First who is still there, then the day itself.
    expect(told[0]?.stale).toEqual(['incidents']);
    expect(told[1]?.stale).toEqual(expect.arrayContaining(['kitchen', 'bills', 'refusals']));
    let board = boardOf(before);
    for (const change of changes) {
      const next = applyChange(board, change);
      if (next === 'old' || next === 'gap') throw new Error(next);
      board = next;
    }
    const fresh = boardOf(store.board.snapshot());
    expect({ ...board, recent: [], spotlight: null }).toEqual(fresh);
    expect(fresh.businessDate).toBe('2026-11-21');
    // The clock across it keeps its length.
    expect(fresh.technicians.get('1')?.clock?.dueAt).toBe(dueAt);
  });
});

describe('a system clock that jumps while clocks run', () => {
  it.each([-60, 60])('by %i minutes: reminders are said, nothing fails, the books are clean', async (minutes) => {
    const dataDir = temporaryDirectory();
    const { store, scheduler, jump, logged, stop } = await running(
      JSON.stringify({ ...exampleFile(), buses: [] }),
      dataDir,
    );
    act(store, 'technician.comeOnDuty', { technicianNo: '1' });
    act(store, 'visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '101' }] });
    const clockId = store.board.snapshot().calls[0]?.clockId ?? '';
    act(store, 'clock.start', { clockId, atRoomNo: '201' });
    await scheduler.advance(30 * minuteMs);
    jump(minutes * minuteMs);
    await scheduler.advance(120 * minuteMs);
    expect(
      store.board.snapshot().rooms.find(({ no }) => no === '201')?.visit?.guests[0]?.clocks[0]?.remindedAt,
    ).not.toBeNull();
    act(store, 'clock.end', { clockId });
    await stop();
    expect(logged.filter((line) => line.includes('the store clock failed'))).toEqual([]);
    expect(verifyStore(path.join(dataDir, 'store.sqlite')).problems).toEqual([]);
  });
});
