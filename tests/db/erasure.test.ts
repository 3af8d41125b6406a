import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { historyWords } from '../../core/history-words.ts';
import type { WordFormat } from '../../core/kernel/words.ts';
import { event } from '../../core/model/events.ts';
import { rowHash } from '../../core/seal/journal-hash.ts';
import { eventOfRow, journalRows, readHead } from '../../db/engine/journal.ts';
import { KeyStore, keysPathOf } from '../../db/engine/key-store.ts';
import { evolve } from '../../db/evolve.ts';
import { plainRows, plainRowsOf, reservationsByPhonePart } from '../../db/parts/reservations/queries.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { booked, cancelled, guest } from './booked.ts';
import { temporaryDirectory } from './files.ts';
import { oldFile, sealedFile } from './old-files.ts';
import { misfits, ShopDay } from './shop-day.ts';

const newFile = () => join(temporaryDirectory(), 'store.sqlite');

/** A store in which two guests booked and cancelled. */
function bookedStore(path = newFile()): { path: string; day: ShopDay } {
  const day = new ShopDay(StoreDatabase.open(path));
  day.importSite();
  booked(day, 'first');
  booked(day, 'second', { guestName: '王先生', phone: '13900001234', note: null });
  for (const id of ['first', 'second']) cancelled(day, id);
  return { path, day };
}

function erase(day: ShopDay, ...reservationIds: string[]): void {
  day.act(event('reservation.erased', { reservationIds, reason: 'guest-asked' }));
}

/** What lies anywhere in a folder, by file. */
function bytesIn(folder: string): [file: string, bytes: Buffer][] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file)]);
}

/** The files of a folder in which one of the texts stands. */
function filesWith(folder: string, ...texts: string[]): string[] {
  return bytesIn(folder)
    .filter(([, bytes]) => texts.some((text) => bytes.includes(text)))
    .map(([file]) => file);
}

const keyIdsIn = (path: string) => {
  const keys = new Database(keysPathOf(path), { readonly: true });
  const rows = keys.prepare<[], { ownerId: string; key: string }>('SELECT ownerId, key FROM keys').all();
  keys.close();
  return new Map(rows.map(({ ownerId, key }) => [ownerId, key]));
};
const nameOf = (db: StoreDatabase, id: string) => db.state.reservations.byId(id)?.guestName;
/** A copy of the store that is kept, and an older program's plain one of its keys beside it. */
async function backUp(db: StoreDatabase, directory: string, at: number): Promise<string> {
  mkdirSync(join(directory, 'backups'), { recursive: true });
  const path = join(directory, 'backups', `store-${at}.sqlite`);
  await db.copyTo(path);
  const keys = KeyStore.open(join(directory, 'backups', 'keys.sqlite'));
  keys.restore(KeyStore.rowsOf(keysPathOf(join(directory, 'store.sqlite'))));
  keys.close();
  return path;
}

const problemsOf = (path: string) => misfits(verifyStore(path));

describe('a reservation', () => {
  it('stands sealed in the journal, and in the tables as it was said', () => {
    const { path, day } = bookedStore();
    const rows = day.db.read.all<{ payload: string; version: number }>(
      `SELECT payload, version FROM journal WHERE type = 'reservation.booked'`,
    );
    expect(rows.map(({ version }) => version)).toEqual([3, 3]);
    expect(JSON.stringify(rows)).not.toMatch(/陈淑芬|13812345678|怕吵|王先生/);
    expect(day.db.state.reservations.byId('first')).toMatchObject({ ...guest, erasedAt: null });
    expect(reservationsByPhonePart(day.db.read, '1234', 9).map(({ id }) => id)).toEqual(['first', 'second']);
    day.db.close();
    expect(problemsOf(path)).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(keysPathOf(path)).mode & 0o077).toBe(0);
  });

  it('that is erased is blank in tables, bytes and a replay; chain and books stand, others stay', async () => {
    const { path, day } = bookedStore();
    await backUp(day.db, dirname(path), day.at);
    const key = keyIdsIn(path).get('first') ?? '';
    // In the keys' log, and in their backup.
    expect(filesWith(dirname(path), key)).toHaveLength(2);
    const before = verifyStore(path);
    const headBefore = day.db.read.all('SELECT seq, hash FROM journal ORDER BY seq');
    erase(day, 'first');
    const blank = { guestName: '', phone: '', note: null, erasedAt: day.at };
    expect(day.db.state.reservations.byId('first')).toMatchObject(blank);
    // While the store goes on, before anything is closed.
    expect(filesWith(dirname(path), '陈淑芬', '13812345678', '怕吵', key)).toEqual([]);
    expect(nameOf(day.db, 'second')).toBe('王先生');
    expect(day.db.read.all('SELECT seq, hash FROM journal ORDER BY seq').slice(0, -1)).toEqual(headBefore);
    day.db.close();
    expect(filesWith(dirname(path), '陈淑芬', '13812345678', '怕吵', key)).toEqual([]);
    expect(problemsOf(path)).toEqual([]);
    const after = verifyStore(path);
    expect(after.checked.journalRows).toBe(before.checked.journalRows + 1);
    const again = StoreDatabase.open(path);
    expect(again.state.reservations.byId('first')).toMatchObject(blank);
    again.close();
  });

  it('leaves no trace among hundreds of others', () => {
    const { path, day } = bookedStore();
    const phoneOf = (n: number) =>
      `137${String(n * 7_919_993)
        .padStart(8, '0')
        .slice(-8)}`;
    const ids = Array.from({ length: 400 }, (_, n) => n);
    for (const n of ids) {
      booked(day, `r${n}`, { guestName: `客${n}号`, phone: phoneOf(n), note: `备注${n}号`.repeat(1 + (n % 7)) });
      day.act(
        event('reservation.changed', {
          ...{ reservationId: `r${n}`, forDate: day.businessDate, roomNo: null, startsAt: day.at + n, minutes: 60 },
          ...{ guestCount: 1, guestName: `客${n}号`, phone: phoneOf(n), note: null, items: [] },
          ...{ fromRoomNo: null, fromTechnicianNos: [] },
        }),
      );
      cancelled(day, `r${n}`);
    }
    const gone = ids.filter((n) => n % 9 === 0);
    const texts = gone.flatMap((n) => [`客${n}号`, phoneOf(n), `备注${n}号`]);
    expect(filesWith(dirname(path), ...texts)).not.toEqual([]);
    erase(day, ...gone.map((n) => `r${n}`));
    expect(filesWith(dirname(path), ...texts)).toEqual([]);
    expect(nameOf(day.db, 'r1')).toBe('客1号');
    day.db.close();
    expect(problemsOf(path)).toEqual([]);
  });
});

describe('a forged seal', () => {
  const damaged = (sql: string) => {
    const { path, day } = bookedStore();
    day.db.close();
    const db = new Database(path);
    db.exec('DROP TRIGGER journal_never_updated');
    db.exec(sql);
    db.close();
    return verifyStore(path).problems.map(({ code, context }) => `${code} ${context.message ?? ''}`);
  };
  const phone = `payload -> '$.phone'`;
  const where = `WHERE type = 'reservation.booked' AND payload ->> 'reservationId' = 'second'`;

  it('is named by the proof: another value, another place, or none', () => {
    const moved = `UPDATE journal SET payload = json_set(payload, '$.guestName', json(${phone})) ${where}`;
    expect(damaged(moved)).toContainEqual(expect.stringMatching(/^REPLAY_FAILED PERSONAL_SEAL_BROKEN/));
    const others = `UPDATE journal SET payload = json_set(payload, '$.phone', json((SELECT ${phone} FROM journal
      WHERE type = 'reservation.booked' ORDER BY seq LIMIT 1))) ${where}`;
    expect(damaged(others)).toContainEqual(expect.stringMatching(/^REPLAY_FAILED PERSONAL_SEAL_BROKEN/));
    const plain = `UPDATE journal SET payload = json_set(payload, '$.phone', '139') ${where}`;
    expect(damaged(plain)).toContainEqual(expect.stringMatching(/^REPLAY_FAILED EVENT_MALFORMED/));
  });
});

describe('killed in the middle', () => {
  const run = (path: string, when: string) => {
    const child = new URL('./sealing-child.ts', import.meta.url).pathname;
    return spawnSync(process.execPath, [child, path, when], { encoding: 'utf8' });
  };

  it('between key and event there is a key that nothing uses, and no event without its key', () => {
    const { path, day } = bookedStore();
    day.db.close();
    expect(run(path, 'key').signal).toBe('SIGKILL');
    // And the store's own, of its cards.
    expect([...keyIdsIn(path).keys()].toSorted()).toEqual(['first', 'never', 'second', 'store']);
    expect(problemsOf(path)).toEqual([]);
    const again = StoreDatabase.open(path);
    expect(nameOf(again, 'never')).toBeUndefined();
    expect(nameOf(again, 'first')).toBe(guest.guestName);
    again.close();
  });

  it('between an erasure and the end of its keys the next opening destroys them', () => {
    const { path, day } = bookedStore();
    day.db.close();
    const key = keyIdsIn(path).get('first') ?? '';
    expect(run(path, 'erasure').signal).toBe('SIGKILL');
    expect(keyIdsIn(path).get('first')).toBe(key);
    expect(problemsOf(path)).toEqual([]);
    StoreDatabase.open(path).close();
    expect(keyIdsIn(path).has('first')).toBe(false);
    expect(filesWith(dirname(path), key, guest.guestName, guest.phone)).toEqual([]);
    expect(problemsOf(path)).toEqual([]);
  });
});

describe('a backup', () => {
  /** Brought back into a folder of its own; with the keys there are now, or without any. */
  function restored(from: string, copy: string, withKeys: boolean): string {
    const path = newFile();
    copyFileSync(copy, path);
    if (withKeys) copyFileSync(keysPathOf(from), keysPathOf(path));
    return path;
  }

  it('says nothing personal without its keys: it opens, proves, and shows blanks', async () => {
    const { path, day } = bookedStore();
    const copy = await backUp(day.db, dirname(path), day.at);
    expect(readFileSync(copy).includes('陈淑芬')).toBe(false);
    expect(readFileSync(copy).includes('13812345678')).toBe(false);
    day.db.close();
    const without = restored(path, copy, false);
    expect(problemsOf(without)).toEqual([]);
    const db = StoreDatabase.open(without);
    expect(db.state.reservations.byId('first')).toMatchObject({ guestName: '', phone: '', note: null, erasedAt: null });
    db.close();
    expect(problemsOf(without)).toEqual([]);
  });

  it('opened beside its keys shows everybody again, but whoever was erased since', async () => {
    const { path, day } = bookedStore();
    const copy = await backUp(day.db, dirname(path), day.at);
    erase(day, 'first');
    day.db.close();
    // No copy of the keys survives the erasure.
    expect(readdirSync(join(dirname(path), 'backups'))).toEqual([copy.slice(copy.lastIndexOf('/') + 1)]);
    const back = restored(path, copy, true);
    const db = StoreDatabase.open(back);
    expect(nameOf(db, 'first')).toBe('');
    expect(nameOf(db, 'second')).toBe('王先生');
    expect(reservationsByPhonePart(db.read, '13900001234', 9)).toHaveLength(1);
    db.close();
    expect(problemsOf(back)).toEqual([]);
  });

  it('of keys put back after an erasure opens nothing: they are destroyed again', async () => {
    const { path, day } = bookedStore();
    await backUp(day.db, dirname(path), day.at);
    const old = join(temporaryDirectory(), 'keys.sqlite');
    copyFileSync(join(dirname(path), 'backups', 'keys.sqlite'), old);
    erase(day, 'first');
    day.db.close();
    copyFileSync(old, keysPathOf(path));
    const db = StoreDatabase.open(path);
    expect(nameOf(db, 'first')).toBe('');
    expect(nameOf(db, 'second')).toBe('王先生');
    db.close();
    expect([...keyIdsIn(path).keys()]).not.toContain('first');
    expect(problemsOf(path)).toEqual([]);
  });

  it('keys that are lost leave blanks in tables and bytes; found again they show everything', () => {
    const { path, day } = bookedStore();
    day.db.close();
    const aside = join(temporaryDirectory(), 'keys.sqlite');
    copyFileSync(keysPathOf(path), aside);
    rmSync(keysPathOf(path));
    const db = StoreDatabase.open(path);
    expect(nameOf(db, 'first')).toBe('');
    expect(filesWith(dirname(path), guest.guestName, guest.phone)).toEqual([]);
    const later = new ShopDay(db);
    later.at = day.at;
    db.close();
    expect(problemsOf(path)).toEqual([]);
    copyFileSync(aside, keysPathOf(path));
    const found = StoreDatabase.open(path);
    expect(found.state.reservations.byId('first')).toMatchObject(guest);
    found.close();
    expect(problemsOf(path)).toEqual([]);
  });

  it('to practise on goes on at once, knows nobody, and has no key', async () => {
    const { day } = bookedStore();
    const folder = temporaryDirectory();
    await day.db.copyForPractice(folder, day.at);
    day.db.close();
    const copy = join(folder, 'store.sqlite');
    expect(readdirSync(folder)).toEqual(['store.sqlite']);
    expect(filesWith(folder, guest.guestName, guest.phone)).toEqual([]);
    expect(problemsOf(copy)).toEqual([]);
    const db = StoreDatabase.open(copy);
    expect(nameOf(db, 'first')).toBe('');
    // What is booked while practising is somebody's as ever.
    const later = new ShopDay(db);
    later.at = day.at;
    // Ids of a day written by hand are counted: past those that are used.
    for (let used = 0; used < 1_000; used += 1) later.id();
    booked(later, 'third');
    expect(nameOf(db, 'third')).toBe(guest.guestName);
    db.close();
    expect(problemsOf(copy)).toEqual([]);
  });
});

describe('words about a guest', () => {
  const words = ['陈淑芬说家里有事', '淑芬姐点名要她', '陈淑芬女士晚到'] as const;
  const [whyCancelled, whyBooked, whyOpened] = words;

  /** Booked against the roster, the room given to others, called off: each with the guest's name in the reason. */
  function spokenOf(path = newFile()): { path: string; day: ShopDay } {
    const day = new ShopDay(StoreDatabase.open(path));
    day.importSite();
    const off = { technicianNo: '2', date: day.businessDate, entry: { kind: 'off' as const } };
    day.act(event('attendance.rosterSet', { entries: [off] }));
    const asked = { misses: [{ technicianNo: '2', date: day.businessDate, why: 'off' as const }], reason: whyBooked };
    const items = [{ serviceCode: '101', technicianNos: ['2'] }];
    booked(day, 'first', { items, roster: asked });
    booked(day, 'second', { guestName: '王先生', phone: '13900001234', note: null });
    const visitId = day.id();
    const opened = { visitId, no: '1', roomNo: '201', partyId: visitId, guests: [] };
    day.act(event('visit.opened', { ...opened, despite: { reservationId: 'first', reason: whyOpened } }));
    const facts = { reservationId: 'first', roomNo: null, technicianNos: ['2'], startsAt: 1 };
    day.act(event('reservation.cancelled', { ...facts, reason: whyCancelled }));
    return { path, day };
  }
  const openedIn = (db: StoreDatabase) =>
    [...journalRows(db.read)].map((row) => eventOfRow(row, db.keys)).find(({ type }) => type === 'visit.opened');

  it('are sealed as the name is, shown while there is a key, and gone with it', async () => {
    const { path, day } = spokenOf();
    expect(JSON.stringify([...journalRows(day.db.read)])).not.toMatch(/淑芬/);
    const said = { endReason: whyCancelled, despiteRoster: whyBooked };
    expect(day.db.state.reservations.byId('first')).toMatchObject(said);
    expect(openedIn(day.db)?.payload).toMatchObject({ despite: { reason: whyOpened } });
    const copy = await backUp(day.db, dirname(path), day.at);
    expect(filesWith(dirname(copy), ...words)).toEqual([]);
    expect(problemsOf(path)).toEqual([]);
    erase(day, 'first');
    expect(filesWith(dirname(path), ...words)).toEqual([]);
    expect(day.db.state.reservations.byId('first')).toMatchObject({ endReason: null, despiteRoster: null });
    const opened = openedIn(day.db);
    expect(opened?.payload).toMatchObject({ despite: { reservationId: 'first', reason: null } });
    const format = { language: 'zh-CN' } as WordFormat;
    expect(opened && historyWords(opened, format)).toBe('开单 · 0 位 · 预留房改开');
    day.db.close();
    // The booking against the roster is still one that was answered for.
    expect(problemsOf(path)).toEqual([]);
  });

  it('are blank without the keys, and back with them', () => {
    const { path, day } = spokenOf();
    day.db.close();
    const aside = join(temporaryDirectory(), 'keys.sqlite');
    copyFileSync(keysPathOf(path), aside);
    rmSync(keysPathOf(path));
    const db = StoreDatabase.open(path);
    expect(db.state.reservations.byId('first')).toMatchObject({ endReason: null, despiteRoster: null });
    db.close();
    expect(filesWith(dirname(path), ...words)).toEqual([]);
    expect(problemsOf(path)).toEqual([]);
    copyFileSync(aside, keysPathOf(path));
    const found = StoreDatabase.open(path);
    expect(found.state.reservations.byId('first')).toMatchObject({
      endReason: whyCancelled,
      despiteRoster: whyBooked,
    });
    found.close();
    expect(problemsOf(path)).toEqual([]);
  });
});

describe('the proof beside a running store', () => {
  it('fits while guests are booked and erased', () => {
    const { path, day } = bookedStore();
    for (let n = 0; n < 5; n += 1) {
      booked(day, `r${n}`, { phone: `1370000000${n}` });
      expect(problemsOf(path)).toEqual([]);
      cancelled(day, `r${n}`);
      erase(day, `r${n}`);
      expect(problemsOf(path)).toEqual([]);
    }
    day.db.close();
  });
});

describe('a store of before', () => {
  it('is copied as it stands: what is plain in the journal beside it is no less so in the tables', async () => {
    const path = oldFile('simulated-day');
    const db = StoreDatabase.open(path);
    const [{ reservationId } = { reservationId: '' }] = plainRows(db.read, 1);
    const name = nameOf(db, reservationId);
    expect(name).not.toBe('');
    const copy = await backUp(db, dirname(path), Date.UTC(2026, 10, 23));
    db.close();
    expect(problemsOf(copy)).toEqual([]);
    const back = newFile();
    copyFileSync(copy, back);
    const again = StoreDatabase.open(back);
    expect(nameOf(again, reservationId)).toBe(name);
    again.close();
  });

  it('whose names are sealed and whose reasons are not is blank as a whole where the key is gone', async () => {
    const path = sealedFile(true);
    const db = StoreDatabase.open(path);
    const [{ id } = { id: '' }] = db.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
    // As the version before wrote it.
    const day = new ShopDay(db);
    day.at = Date.UTC(2026, 11, 1);
    day.businessDate = '2026-12-01';
    const reason = '陈淑芬女士来电取消';
    const facts = { reservationId: id, roomNo: null, technicianNos: [], startsAt: day.at };
    db.transact((tx) => {
      const { hash: prevHash, seq } = readHead(tx);
      const command = { id: day.id(), commandId: day.id(), commandHash: 'x', actor: 'R01', station: 'desk' };
      const said = { type: 'reservation.cancelled', version: 1, payload: JSON.stringify({ ...facts, reason }) };
      const row = { seq: seq + 1, at: day.at, businessDate: day.businessDate, ...command, ...said, prevHash };
      tx.insert('journal', { ...row, hash: rowHash(row) });
      evolve(tx, eventOfRow(row, db.keys), db.state);
    });
    expect(plainRowsOf(db.read, id)).toHaveLength(1);
    expect(db.state.reservations.byId(id)?.endReason).toBe(reason);
    const copy = await backUp(db, dirname(path), day.at);
    expect(problemsOf(copy)).toEqual([]);
    erase(day, id);
    expect(db.state.reservations.byId(id)).toMatchObject({ guestName: '', endReason: null });
    expect(plainRowsOf(db.read, id)).toHaveLength(1);
    db.close();
    expect(problemsOf(path)).toEqual([]);
  });

  it('lists what it wrote plain; erased it is blank on screens, and stays in the journal', () => {
    const path = oldFile('simulated-day');
    const db = StoreDatabase.open(path);
    const rows = plainRows(db.read, 1_000);
    expect(rows.length).toBeGreaterThan(3);
    const { reservationId, seq } = rows[0] ?? { reservationId: '', seq: 0 };
    expect(plainRowsOf(db.read, reservationId).map((row) => row.seq)).toContain(seq);
    const reservation = db.state.reservations.byId(reservationId);
    expect(reservation?.guestName).not.toBe('');
    const day = new ShopDay(db);
    day.at = Date.UTC(2026, 10, 23);
    erase(day, reservationId);
    expect(db.state.reservations.byId(reservationId)).toMatchObject({ guestName: '', phone: '', note: null });
    expect(plainRowsOf(db.read, reservationId).map((row) => row.seq)).toContain(seq);
    const kept = db.read.get<{ payload: string }>('SELECT payload FROM journal WHERE seq = ?', seq);
    expect(kept?.payload).toContain(reservation?.guestName);
    // What is written from now on is sealed, and no plain row comes to the list.
    day.businessDate = '2026-11-23';
    booked(day, 'new');
    expect(plainRowsOf(db.read, 'new')).toEqual([]);
    expect(plainRows(db.read, 1_000)).toHaveLength(rows.length);
    db.close();
    expect(problemsOf(path)).toEqual([]);
  });
});

it('the folder of a store that was never opened for writing gets no keys from a proof', () => {
  const { path, day } = bookedStore();
  day.db.close();
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'x'));
  const copy = join(folder, 'x', 'store.sqlite');
  copyFileSync(path, copy);
  verifyStore(copy);
  expect(existsSync(keysPathOf(copy))).toBe(false);
});
