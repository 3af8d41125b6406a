import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorText } from '../../../../core/error-texts.ts';
import type { CommandInput } from '../../../../core/model/commands.ts';
import { mayDo } from '../../../../core/model/staff/permissions.ts';
import { permissionAtScreen } from '../../../../core/parts.ts';
import { ReservationBook } from '../../../../host/parts/reservations/reservation-book.ts';
import { uuidV7 } from '../../../../host/store/ids.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { TestStore } from '../../test-store.ts';
import { bookAt, refusal } from './at-desk.ts';

const bookOf = ({ db, businessDate }: TestStore) => new ReservationBook({ db, businessDate: () => businessDate });
const guestOf = (store: TestStore, id: string) => store.state.reservations.byId(id);

function cancel(store: TestStore, reservationId: string): void {
  store.act('reservation.cancel', { reservationId, reason: '客人来电取消' });
}

function erase(store: TestStore, ...reservationIds: string[]) {
  return store.act('reservation.erase', { reservationIds, reason: 'guest-asked' }, 'M01');
}

describe('erasing what is known of a guest', () => {
  it('is the manager’s, with a reason of a list: words would name the guest again', () => {
    const permission = permissionAtScreen('reservation.erase', {});
    expect(permission).toBe('reservation.erase');
    expect(mayDo('manager', permission)).toBe(true);
    expect(mayDo('receptionist', permission)).toBe(false);
    const store = new TestStore();
    const id = bookAt(store);
    cancel(store, id);
    const said = { reservationIds: [id], reason: '陈女士要求' as 'guest-asked' };
    expect(refusal(() => store.act('reservation.erase', said, 'M01'))).toBe('INPUT_INVALID');
  });

  it('waits until the guests came, were missed, or called it off; says so with a way on', () => {
    const store = new TestStore();
    const id = bookAt(store);
    const gone = bookAt(store, 180, { roomNo: '202', items: [] });
    cancel(store, gone);
    expect(refusal(() => erase(store, gone, id))).toBe('RESERVATION_STILL_PROMISED');
    // All or nothing.
    expect(guestOf(store, gone)?.guestName).toBe('陈女士');
    const context = { guestName: '陈女士', date: '2026-11-21', time: '13:00' };
    expect(errorText('RESERVATION_STILL_PROMISED', 'zh-CN', context)).toContain('先取消预订');
    expect(errorText('RESERVATION_STILL_PROMISED', 'en', context)).toContain('cancel the reservation first');
    cancel(store, id);
    expect(erase(store, gone, id, id)).toMatchObject([
      { type: 'reservation.erased', payload: { reservationIds: [gone, id], reason: 'guest-asked' } },
    ]);
    expect(refusal(() => erase(store, id))).toBe('RESERVATION_ERASED');
    expect(refusal(() => erase(store, store.newId()))).toBe('RESERVATION_UNKNOWN');
    expect(guestOf(store, id)).toMatchObject({ guestName: '', phone: '', note: null, state: 'cancelled' });
  });

  it('leaves the rest of the reservation, refuses without a name, and forgets what the phone number told', () => {
    const store = new TestStore();
    const id = bookAt(store, 60, { note: '怕吵', items: [] });
    store.wait(60);
    store.act('reservation.arrive', { reservationId: id });
    const book = bookOf(store);
    expect(book.phone('13812345678')).toMatchObject({ arrived: 1, guestName: '陈女士' });
    const before = guestOf(store, id);
    erase(store, id);
    expect(guestOf(store, id)).toEqual({ ...before, guestName: '', phone: '', note: null, erasedAt: store.at });
    expect(book.phone('13812345678')).toMatchObject({ arrived: 0, guestName: null });
    expect(book.find('12345678')).toEqual([]);
    expect(book.one(id)).toMatchObject({ phone: '', maskedPhone: '', maskedName: '', erasedAt: store.at });
    expect(refusal(() => store.act('reservation.arrive', { reservationId: id }))).toBe('RESERVATION_ARRIVED');
  });

  it('takes the reasons along, of the booking, of the room that others got, and of the end', () => {
    const store = new TestStore();
    const date = store.businessDate;
    store.act('attendance.setRoster', { entries: [{ technicianNo: '2', date, entry: { kind: 'off' } }] });
    const id = bookAt(store, 20, { despiteRoster: '淑芬姐点名要她' });
    store.act('visit.open', { roomNo: '201', guests: [{}], despiteReservation: '陈淑芬女士晚到' });
    store.act('reservation.cancel', { reservationId: id, reason: '陈淑芬女士来电' });
    const book = bookOf(store);
    expect(book.one(id)).toMatchObject({ despiteRoster: '淑芬姐点名要她', endReason: '陈淑芬女士来电' });
    erase(store, id);
    expect(book.one(id)).toMatchObject({ despiteRoster: null, endReason: null });
    expect(store.eventsOf('visit.opened')[0]?.despite).toEqual({ reservationId: id, reason: null });
    expect(store.eventsOf('reservation.booked')[0]?.roster).toMatchObject({ misses: [{ why: 'off' }], reason: null });
  });

  it('is looked at first: this one, and every other of the number that is not erased yet', () => {
    const store = new TestStore();
    const first = bookAt(store, 60, { note: '怕吵' });
    const second = bookAt(store, 240, { phone: '138-1234-5678', guestName: '陈淑芬' });
    const others = bookAt(store, 300, { phone: '13900001234', guestName: '王先生' });
    const noPhone = bookAt(store, 400, { phone: '' });
    cancel(store, first);
    const book = bookOf(store);
    expect(book.erasable(first).reservations).toMatchObject([
      { id: first, state: 'cancelled', guestName: '陈女士', maskedPhone: '138****5678', hasNote: true, plainRows: 0 },
      { id: second, state: 'booked', guestName: '陈淑芬', hasNote: false },
    ]);
    expect(book.erasable(others).reservations.map(({ id }) => id)).toEqual([others]);
    expect(book.erasable(noPhone).reservations.map(({ id }) => id)).toEqual([noPhone]);
    erase(store, first);
    expect(book.erasable(second).reservations.map(({ id }) => id)).toEqual([second]);
    expect(book.plainRows()).toEqual({ rows: 0, reservations: [] });
    expect(refusal(() => book.erasable(store.newId()))).toBe('RESERVATION_UNKNOWN');
  });
});

const _log = { info: () => {}, warn: () => {}, error: () => {} };
const newId = () => uuidV7(Date.now());

/** A store that runs, set up from the example without devices. */
async function runningStore(said: unknown[] = []): Promise<{ store: RunningStore; dataDir: string }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-erasure-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const keep = (...facts: unknown[]) => void said.push(facts);
  const store = await RunningStore.open({ dataDir, log: { info: keep, warn: keep, error: keep } });
  onTestFinished(() => store.close());
  const bare = { ...exampleSite(), printers: [], buses: [], readers: [] };
  store.setup.fromFile(JSON.stringify(bare));
  return { store, dataDir };
}

const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
const manager = { ...desk, session: { staffNo: 'M01', name: 'M', role: 'manager' as const } };

function filesWith(folder: string, ...texts: string[]): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => texts.some((text) => readFileSync(file).includes(text)));
}

describe('in a running store', () => {
  const guest = { roomNo: null, guestCount: 1, guestName: '欧阳静怡', phone: '13877776666', note: '不要香薰' };
  const book = (store: RunningStore, commandId: string, more: Partial<CommandInput<'reservation.book'>> = {}) => {
    const data = { ...guest, startsAt: 4_000_000_000_000 - 1, ...more };
    const [event] = store.act(desk, commandId, { name: 'reservation.book', data }).events;
    return event?.type === 'reservation.booked' ? event.payload.reservationId : '';
  };
  const startsAt = Date.now() + 7_200_000;

  it('nothing of it stays in any file, the log and the practice included', async () => {
    const said: unknown[] = [];
    const { store, dataDir } = await runningStore(said);
    const id = book(store, newId(), { startsAt });
    expect(refusal(() => book(store, newId(), { startsAt, phone: '13877776666'.repeat(4) }))).toBe('INPUT_INVALID');
    store.act(desk, newId(), { name: 'reservation.cancel', data: { reservationId: id, reason: '静怡有事' } });
    await store.practiceRuns.join(desk, 'M01');
    expect(store.practiceRuns.state().seats).toBe(1);
    expect(filesWith(dataDir, guest.guestName)).not.toEqual([]);
    const data = { reservationIds: [id], reason: 'guest-asked' as const };
    store.act(manager as never, newId(), { name: 'reservation.erase', data });
    await expect.poll(() => filesWith(dataDir, guest.guestName, guest.phone, guest.note, '静怡有事')).toEqual([]);
    // A practice is a copy that never knew: it goes on.
    expect(store.practiceRuns.state().seats).toBe(1);
    expect(JSON.stringify(said)).not.toMatch(/欧阳静怡|13877776666|不要香薰/);
  });

  it('a command asked again is told apart by a hash that nobody can guess names by, also across an erasure', async () => {
    const { store, dataDir } = await runningStore();
    const commandId = newId();
    const id = book(store, commandId, { startsAt });
    expect(book(store, commandId, { startsAt })).toBe(id);
    expect(refusal(() => book(store, commandId, { startsAt, guestName: '别人' }))).toBe('COMMAND_ID_REUSED');
    const gone = book(store, newId(), { startsAt });
    store.act(desk, newId(), { name: 'reservation.cancel', data: { reservationId: gone, reason: 'x' } });
    const data = { reservationIds: [gone], reason: 'not-needed' as const };
    store.act(manager as never, newId(), { name: 'reservation.erase', data });
    // The key of the hash is gone too; the same id does nothing, whoever asks.
    expect(book(store, commandId, { startsAt })).toBe(id);
    expect(filesWith(dataDir, guest.guestName)).not.toEqual([]);
  });
});
