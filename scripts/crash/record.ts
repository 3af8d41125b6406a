import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { SafekeepingState } from '../../host/parts/safekeeping/views.ts';
import { Chance } from '../day/chance.ts';
import { answersLeft, type Left } from './acknowledged.ts';
import { Desk } from './desk.ts';
import { Guests } from './guests.ts';
import { Ledger } from './ledger.ts';
import { crashSite } from './site.ts';
import { type StoreFolders, StoreProcess, smallScreens } from './store-process.ts';
import { readTrace, type Step, traceCommand } from './trace.ts';

/** What a store did to its files, what it said to whom, and what was known outside. */
export interface StoreRecord {
  /** In the order in which they were done. */
  steps: Step[];
  left: Left[];
  ledger: Ledger;
  /** How much later than the computer's clock its last start was, ms. */
  laterMs: number;
}

const desks = 3;

export interface RecordOptions {
  folders: StoreFolders;
  seed: number;
  /** Commands of each desk in each of the two starts. */
  commands: number;
}

/**
 * Starts a store twice under the system's own record of what it asks for (strace): from nothing, with a second place,
 * until rows and a copy are kept; and a day later. Between them it is closed as it should be.
 */
export async function recordStore({ folders, seed, commands }: RecordOptions): Promise<StoreRecord> {
  const { root, dataDir, second, settings } = folders;
  const beside = `${root}-beside`;
  mkdirSync(beside, { recursive: true });
  const siteFile = path.join(beside, 'site.json');
  writeFileSync(siteFile, JSON.stringify(crashSite()));
  const screens = smallScreens(beside);
  const ledger = new Ledger();
  const chance = new Chance(seed);
  const rooms = crashSite().rooms.map(({ no }) => no);
  let laterMs = 0;
  const now = () => Date.now() + laterMs;
  const people = Array.from({ length: desks }, (_, at) => new Desk(ledger, new Guests(rooms[at] ?? '', chance), now));
  const steps: Step[] = [];
  for (const start of [0, 1]) {
    laterMs = start * (25 * hourMs);
    const trace = path.join(beside, `trace-${start}`);
    const store = new StoreProcess(path.join(beside, 'compiled'), traceCommand(trace));
    try {
      const flags = ['--headless', '--data', dataDir, '--port', '0', '--site', siteFile, '--second', second];
      await store.order({ flags, screens, settings, laterMs });
      const url = await store.address();
      if (url === null) throw new Error('the recorded store was ended');
      for (const desk of people) if (!(await desk.comeIn(url))) throw new Error('the recorded store let nobody in');
      const [first] = people;
      if (start === 0)
        for (const { no } of crashSite().technicians.slice(0, 12))
          await first?.act('technician.comeOnDuty', { technicianNo: no });
      await Promise.all(people.map((desk) => desk.work(commands)));
      await untilKept(first, now());
      await Promise.all(people.map((desk) => desk.work(5)));
      store.askToClose();
      await store.ended();
    } finally {
      for (const desk of people) desk.leave();
      await store.kill();
    }
    const offset = (steps.at(-1)?.done ?? 0) + 1;
    const shifted = (at: number) => (Number.isFinite(at) ? at + offset : at);
    steps.push(
      ...readTrace(trace, root).map((step) => ({ ...step, begun: shifted(step.begun), done: shifted(step.done) })),
    );
    rmSync(trace);
  }
  const record = { steps, left: answersLeft(steps), ledger, laterMs };
  rmSync(beside, { recursive: true, force: true });
  return record;
}

/** Waits until the store has kept its rows and a copy by itself. */
async function untilKept(desk: Desk | undefined, since: number): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    const state = await desk?.ask<SafekeepingState>('safekeeping.state');
    if (state?.copy?.ok && state.segment?.ok && state.copy.at > since - 5 * minuteMs) return;
    await wait(50);
  }
  throw new Error('the recorded store kept nothing');
}
