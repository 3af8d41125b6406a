import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { addDays } from '../../../core/kernel/time.ts';
import type { CommandInput } from '../../../core/model/commands.ts';

import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Voice } from '../../../hardware/voice/voice.ts';
import { ScreenFiles } from '../../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../../host/doors/stations/station-server.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { Chance } from '../../../scripts/day/chance.ts';
import { SimulatedDay } from '../../../scripts/day/simulated-day.ts';

const project = path.resolve(import.meta.dirname, '../../..');
const opensAt = Date.parse('2026-11-21T01:30:00Z');
const endsAt = Date.parse('2026-11-21T20:50:00Z');
const pictureAt = Date.parse('2026-11-21T12:20:00Z');
/** Long enough for somebody to be late. */
const latestAt = Date.parse('2026-11-21T14:30:00Z');

const minuteMs = 60_000;
const desk = { stationId: 'desk', isOwn: true, sessionToken: null };

/**
 * A full store on a Saturday evening: a simulated day is stopped in the first moment after twenty past eight in which
 * a called technician is late and a room is free or could be, and the store goes on serving its screens in that moment.
 * Another technician's card is lost, and guests have reserved.
 */
export class SaturdayEvening {
  readonly url: string;
  /** That, as a screen of the store's own machine opens it. */
  readonly ownUrl: (language: string | null) => string;
  readonly #store: RunningStore;
  readonly #server: StationServer;
  readonly #scheduler: SimulatedScheduler;
  readonly #beat: ReturnType<typeof setInterval>;

  private constructor(store: RunningStore, server: StationServer, scheduler: SimulatedScheduler) {
    this.#store = store;
    this.#server = server;
    this.#scheduler = scheduler;
    this.url = server.url;
    this.ownUrl = (language) => server.ownUrlIn(language);
    // The moment lasts: terminals and the store's answers must not stand still, but nobody gets far in it.
    let isAdvancing = false;
    this.#beat = setInterval(() => {
      if (isAdvancing) return;
      isAdvancing = true;
      void scheduler.advance(1).finally(() => {
        isAdvancing = false;
      });
    }, 20);
  }

  /** Leads the day up to that moment, with its data in a folder. The screens must have been built. */
  static async open(folder: string): Promise<SaturdayEvening> {
    const chance = new Chance(5);
    const scheduler = new SimulatedScheduler({ epochMs: opensAt });
    const dataDir = path.join(folder, 'data');
    mkdirSync(dataDir);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const voice: Voice = {
      name: 'simulated',
      speak: () => new Promise((resolve) => void scheduler.setTimeout(resolve, 3_000)),
    };
    const store = await RunningStore.open({
      ...{ dataDir, demo: true, log, voice, scheduler, now: () => scheduler.wallNow(), idlePollMs: 7_000 },
      random: (count) => chance.bytes(count),
    });
    await scheduler.advance(30_000);
    const day = new SimulatedDay({ store, scheduler, seed: 5, opensAt, endsAt, habits: { late: 0.2 } });
    await day.begin();
    bookWhoDoesNotCome(store);
    await day.runUntil(pictureAt);
    const isSeen = () => lateCallIn(store) !== undefined && roomsFor(store, ['vacant', 'dirty']).length > 0;
    while (!isSeen() && scheduler.wallNow() < latestAt) {
      await day.runUntil(scheduler.wallNow() + minuteMs / 6);
    }
    // A full house has no room to open: one that was left is cleaned.
    const [left] = roomsFor(store, ['vacant']).length > 0 ? [] : roomsFor(store, ['dirty']);
    if (left) store.act(desk, randomUUID(), { name: 'room.clean', data: { roomNo: left.no } });
    bookAnEvening(store, scheduler.wallNow());
    loseACard(store);
    // Other staff hold their cards to the clock-room reader as well.
    for (const staffNo of ['R01', 'C01', 'P01']) {
      store.act(desk, randomUUID(), { name: 'staff.comeOnDuty', data: { staffNo } });
    }
    const screens = ScreenFiles.load(path.join(project, 'dist/renderer'));
    const server = await StationServer.open({ store, screens, log, port: 0, identity: null, ownToken: 'own' });
    return new SaturdayEvening(store, server, scheduler);
  }

  /** The room a technician should have been in some minutes ago. */
  get lateRoomNo(): string {
    return known(lateCallIn(this.#store), 'late call').roomNo;
  }

  /** Whose card is lost. */
  get cardlessNo(): string {
    return known(
      this.#store.board.snapshot().technicians.find(({ cardLostAt }) => cardLostAt !== null),
      'lost card',
    ).no;
  }

  /** A room where an item runs that another one would be cheaper than: the dearest that runs alone. */
  get servedRoomNo(): string {
    const served = this.#store.board.snapshot().rooms.flatMap(({ no, visit }) => {
      const [clock, ...others] = visit?.guests.flatMap((guest) => guest.clocks) ?? [];
      const isAlone = clock?.state === 'started' && clock.pairOf === null && others.length === 0;
      return isAlone ? [{ no, priceMinor: clock.priceMinor }] : [];
    });
    const [room] = served.toSorted((a, b) => b.priceMinor - a.priceMinor);
    return known(room, 'room with one clock').no;
  }

  /** A room for two that nobody is in nor has booked. */
  get freeRoomNo(): string {
    return known(roomsFor(this.#store, ['vacant'])[0], 'free room').no;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    await this.#server.close();
    let isClosed = false;
    const closed = this.#store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) await this.#scheduler.advance(100);
    await closed;
  }
}

/** Rooms for two in one of these states. */
function roomsFor(store: RunningStore, states: readonly string[]) {
  return store.board.snapshot().rooms.filter(({ state, beds }) => states.includes(state) && beds >= 2);
}

function lateCallIn(store: RunningStore) {
  const { calls, rooms } = store.board.snapshot();
  // Alone in the room, so that it is the one the panel is about.
  return calls.find(({ lateAt, roomNo }) => {
    const guests = rooms.find(({ no }) => no === roomNo)?.visit?.guests ?? [];
    return lateAt !== null && guests.length === 1;
  });
}

/** One guest who comes in a moment, and two who come later. */
function bookAnEvening(at: RunningStore, now: number): void {
  const book = (inMinutes: number, data: Omit<CommandInput<'reservation.book'>, 'startsAt' | 'guestCount'>) =>
    at.act(desk, randomUUID(), {
      name: 'reservation.book',
      data: { startsAt: now + inMinutes * minuteMs, guestCount: 2, ...data },
    });
  const items = [{ serviceCode: '93', technicianNos: ['88'] }];
  book(12, { roomNo: null, guestName: '陈女士', phone: '13812345678', items });
  book(150, { roomNo: '401', guestName: 'Mary Chen', note: 'no perfume' });
  book(240, { roomNo: '401', guestName: '刘先生', items });
  // Tomorrow somebody is wanted who goes on leave afterwards.
  book(24 * 60, { roomNo: '302', guestName: '孙先生', items });
  const date = addDays(at.board.snapshot().businessDate, 1);
  const put = (technicianNo: string, entry: CommandInput<'attendance.setRoster'>['entries'][number]['entry']) => ({
    ...{ technicianNo, date, entry },
  });
  const late = { kind: 'shift', code: 'late' } as const;
  const entries = [
    put('88', { kind: 'leave', leave: 'sick' }),
    ...[put('2', late), put('51', late), put('52', late), put('3', { kind: 'shift', code: 'early' })],
    put('53', { kind: 'off' }),
  ];
  at.act(desk, randomUUID(), { name: 'attendance.setRoster', data: { entries } });
}

/** Guests for half past seven of whom nobody has come by then. */
function bookWhoDoesNotCome(at: RunningStore): void {
  const items = [{ serviceCode: '41', technicianNos: ['7'] }];
  const data = { roomNo: null, startsAt: pictureAt - 50 * minuteMs, guestCount: 1, guestName: '何小姐', items };
  at.act(desk, randomUUID(), { name: 'reservation.book', data });
}

function loseACard(at: RunningStore): void {
  const { technicians } = at.board.snapshot();
  const { no } = known(
    technicians.find(({ state, cardLostAt }) => state === 'working' && cardLostAt === null),
    'technician at work',
  );
  at.act(desk, randomUUID(), { name: 'card.block', data: { holder: 'technician', no, reason: '丢失' } });
}

function known<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`there is no ${name} on this evening`);
  return thing;
}
