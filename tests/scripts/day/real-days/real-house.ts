import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import type { CommandInput, CommandName } from '../../../../core/model/commands.ts';
import type { EventOf, EventType } from '../../../../core/model/events.ts';
import type { Site } from '../../../../core/model/site/schema.ts';
import { StoreDatabase } from '../../../../db/store-database.ts';
import { verifyStore } from '../../../../db/verify.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../../host/contract/connection.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import type { SimulatedTerminal } from '../../../../host/parts/simulated-devices/views.ts';
import type { TechnicianView } from '../../../../host/parts/technicians/views.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../../db/files.ts';

const minuteMs = 60_000;
const sitePath = new URL('../../../fixtures/site/jiangwan.json', import.meta.url);

/** The example with the foot rooms' line and the clock room's reader: enough for any day, and quickly up. */
export function shop(): Site {
  const site = JSON.parse(readFileSync(sitePath, 'utf8')) as Site;
  return {
    ...site,
    buses: site.buses.filter(({ id }) => id === 'floor-2' || id === 'clock-room'),
    printers: [],
    voice: { ...site.voice, engine: 'none' },
  };
}

/**
 * A store that really runs (file, buses, terminals as bytes) on simulated time, beside a system clock that can be set.
 * Proves its books when the test ends.
 */
export class RealHouse {
  readonly dataDir = temporaryDirectory();
  readonly scheduler: SimulatedScheduler;
  /** How far somebody has set the system's clock ahead. */
  systemAheadMs = 0;
  readonly faults: unknown[] = [];
  #store: RunningStore | undefined;
  #ids = 0;

  private constructor(at: string) {
    this.scheduler = new SimulatedScheduler({ epochMs: Date.parse(at) - 30_000 });
  }

  /** `at`: an instant with its offset (`2026-11-21T12:00:00+08:00`), when its lines are up. */
  static async open(at: string, site: Site = shop()): Promise<RealHouse> {
    const house = new RealHouse(at);
    onTestFinished(() => house.close());
    await house.start();
    await house.store.setup.fromFile(JSON.stringify(site));
    await house.scheduler.advance(30_000);
    return house;
  }

  get store(): RunningStore {
    if (!this.#store) throw new Error('the store is closed');
    return this.#store;
  }

  /** True time, UTC ms: what a watch nobody touches shows. */
  get now(): number {
    return this.scheduler.wallNow();
  }

  async start(): Promise<void> {
    const { scheduler } = this;
    const fault = (facts: object, message: string) => void this.faults.push([message, facts]);
    this.#store = await RunningStore.open({
      dataDir: this.dataDir,
      log: { info: () => {}, warn: () => {}, error: fault },
      voice: 'none',
      scheduler,
      time: { systemMs: () => scheduler.wallNow() + this.systemAheadMs, elapsedMs: () => scheduler.now() },
      idlePollMs: 120_000,
      durable: false,
    });
  }

  /** Stops the store, as at night; `start` goes on. */
  async stop(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    this.#store = undefined;
    let isClosed = false;
    const closed = store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) await this.scheduler.advance(100);
    await closed;
  }

  async close(): Promise<void> {
    await this.stop();
    expect(this.faults).toEqual([]);
    expect(verifyStore(this.#file).problems).toEqual([]);
  }

  wait(minutes: number): Promise<void> {
    return this.scheduler.advance(minutes * minuteMs);
  }

  /** Lets true time pass to an instant with its offset. */
  async until(at: string): Promise<void> {
    await this.scheduler.advance(Math.max(0, Date.parse(at) - this.now));
  }

  /** Something done at a desk. */
  act<N extends CommandName>(name: N, data: CommandInput<N>): void {
    this.#ids += 1;
    const commandId = `0193c000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
    const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
    this.store.act(desk, commandId, { name, data } as Parameters<RunningStore['act']>[2]);
  }

  /** The code a desk is refused with; `done` where it is not. */
  codeOf(work: () => void): string {
    try {
      work();
      return 'done';
    } catch (error) {
      if (error instanceof StoreError) return error.code;
      throw error;
    }
  }

  /** Opens a room with one item a guest; the numbers are requests, one guest each. */
  open(roomNo: string, serviceCode: string, ...technicianNos: string[]): void {
    this.act('visit.open', {
      roomNo,
      guests: technicianNos.map(() => ({})),
      orders: technicianNos.map((technicianNo) => ({ serviceCode, choices: [{ kind: 'requested', technicianNo }] })),
    });
  }

  async onDuty(...technicianNos: string[]): Promise<void> {
    for (const no of technicianNos) await this.swipe('reader', `technician:${no}`);
  }

  /** Holds a card (`technician:1`, `lost:1`) at a room's terminal or the reader, waits for the answer, presses keys. */
  async swipe(place: string, cardId: string, keys = ''): Promise<void> {
    this.hold(place, cardId);
    await this.scheduler.advance(2_500);
    for (const key of keys) {
      this.store.simulatedDevices.press(this.#terminalId(place), key);
      await this.scheduler.advance(700);
    }
  }

  /** Holds a card and waits for nothing: what follows happens at the same moment. */
  hold(place: string, cardId: string): void {
    this.store.simulatedDevices.holdCard(this.#terminalId(place), cardId);
  }

  terminal(place: string): SimulatedTerminal {
    const terminal = this.store.simulatedDevices.terminal(this.#terminalId(place));
    if (!terminal) throw new Error(`no terminal at ${place}`);
    return terminal;
  }

  room(roomNo: string): RoomView {
    const room = this.store.board.snapshot().rooms.find(({ no }) => no === roomNo);
    if (!room) throw new Error(`no room ${roomNo}`);
    return room;
  }

  /** The clocks in a room, extensions left out. */
  clocks(roomNo: string): ClockView[] {
    return (this.room(roomNo).visit?.guests ?? []).flatMap(({ clocks }) => clocks).filter(({ parentId }) => !parentId);
  }

  clock(roomNo: string): ClockView {
    const [clock] = this.clocks(roomNo);
    if (!clock) throw new Error(`no clock in ${roomNo}`);
    return clock;
  }

  technician(no: string): TechnicianView {
    const technician = this.store.board.snapshot().technicians.find((one) => one.no === no);
    if (!technician) throw new Error(`no technician ${no}`);
    return technician;
  }

  /** Everything of one type, oldest first, with when it happened. */
  events<T extends EventType>(type: T): (EventOf<T>['payload'] & { at: number; businessDate: string })[] {
    return this.rows<{ at: number; businessDate: string; payload: string }>(
      'SELECT at, businessDate, payload FROM journal WHERE type = ? ORDER BY seq',
      type,
    ).map(({ at, businessDate, payload }) => ({ ...JSON.parse(payload), at, businessDate }));
  }

  /** What a technician earned on a trading day, minor units. */
  earned(technicianNo: string, businessDate: string): number {
    const [row] = this.rows<{ sum: number }>(
      'SELECT COALESCE(SUM(amountMinor), 0) AS sum FROM commission_shares WHERE payeeNo = ? AND businessDate = ?',
      technicianNo,
      businessDate,
    );
    return row?.sum ?? 0;
  }

  rows<Row>(sql: string, ...params: string[]): Row[] {
    const db = StoreDatabase.open(this.#file);
    try {
      return db.read.all<Row>(sql, ...params);
    } finally {
      db.close();
    }
  }

  get #file(): string {
    return path.join(this.dataDir, 'store.sqlite');
  }

  #terminalId(place: string): string {
    const roomNo = place === 'reader' ? null : place;
    const terminal = this.store.simulatedDevices.view().terminals.find((one) => one.roomNo === roomNo);
    if (!terminal) throw new Error(`no terminal at ${place}`);
    return terminal.id;
  }
}
