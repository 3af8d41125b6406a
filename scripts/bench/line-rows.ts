import { setTimeout } from 'node:timers/promises';
import { minuteMs } from '../../core/kernel/time.ts';
import { realScheduler, type Scheduler } from '../../hardware/scheduler.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import { BenchLine } from './bench-line.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';

/** A signed POLL with its mark, and a signed ACK with its mark, in bytes. */
const POLL_BYTES = 15;
const ACK_BYTES = 15;
const BITS_PER_BYTE = 10;
const warmUpMs = minuteMs;
/** A whole round of the questions that come once a minute is in it. */
const measuredMs = 2 * minuteMs;
const leastUse = 0.9;
const mostDeadCost = 1.2;

/** Answered polls per second on paced lines, against what the bytes alone allow. */
export async function busUseRows(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const bitsPerSecond of [9600, 115_200]) {
    for (const terminalCount of [1, 8, 32]) {
      const scheduler = new SimulatedScheduler();
      const bench = new BenchLine({ scheduler, bitsPerSecond, terminalCount, idlePollMs: 0, turnaroundMs: 0 });
      await bench.open();
      await scheduler.advance(warmUpMs);
      const before = bench.answeredPolls;
      await scheduler.advance(measuredMs);
      const value = (bench.answeredPolls - before) / (measuredMs / 1000);
      rows.push(
        lineUse(`bus use ${bitsPerSecond} baud, ${terminalCount} terminals`, value, bitsPerSecond, 'simulated time'),
      );
      await bench.close();
    }
  }
  return rows;
}

/**
 * The same on the system's own clock: what timers and the program itself cost. By the median time from frame to frame,
 * which another program that takes the processor for a while does not change.
 */
export async function busUseRealRow(): Promise<BenchRow> {
  const bench = new BenchLine({
    scheduler: realScheduler,
    wireScheduler: spinningScheduler(),
    bitsPerSecond: 115_200,
    terminalCount: 32,
    idlePollMs: 0,
    turnaroundMs: 0,
  });
  await bench.open();
  await setTimeout(3000);
  const gapsMs: number[] = [];
  let lastMs = Number.NaN;
  bench.bus.onFrame = ({ direction, atMs }) => {
    if (direction !== 'tx') return;
    if (!Number.isNaN(lastMs)) gapsMs.push(atMs - lastMs);
    lastMs = atMs;
  };
  await setTimeout(5000);
  const value = 1000 / percentile(gapsMs, 0.5);
  await bench.close();
  return lineUse('bus use 115200 baud, 32 terminals, real clock', value, 115_200, 'by the median from frame to frame');
}

function lineUse(name: string, value: number, bitsPerSecond: number, how: string): BenchRow {
  return benchRow(
    {
      name,
      unit: 'answered polls/s',
      value,
      reference: bitsPerSecond / BITS_PER_BYTE / (POLL_BYTES + ACK_BYTES),
      target: `ratio ≥ ${leastUse}`,
      note: `secure channel, ${how}; reference: bytes alone; the rest is the two idle characters before each frame`,
    },
    (ratio) => ratio >= leastUse,
  );
}

/** Time per cycle of 16 living terminals, 16 dead ones beside them, against none. */
export async function deadTerminalsRow(): Promise<BenchRow> {
  const alone = await cycleMs(16, []);
  const withDead = await cycleMs(
    32,
    Array.from({ length: 16 }, (_, at) => at + 17),
  );
  return benchRow(
    {
      name: 'dead terminals',
      unit: 'ms per cycle of the living',
      value: withDead,
      reference: alone,
      target: `ratio ≤ ${mostDeadCost}`,
      note: '16 living and 16 dead on one 9,600 baud line kept busy; reference: the 16 alone',
    },
    (ratio) => ratio <= mostDeadCost,
  );
}

async function cycleMs(terminalCount: number, dead: number[]): Promise<number> {
  const scheduler = new SimulatedScheduler();
  const bench = new BenchLine({ scheduler, bitsPerSecond: 9600, terminalCount, idlePollMs: 0, turnaroundMs: 0 });
  for (const address of dead) bench.line.terminal(address).unplug();
  await bench.open();
  await scheduler.advance(minuteMs);
  const before = bench.answeredPolls;
  const durationMs = minuteMs;
  await scheduler.advance(durationMs);
  const polls = bench.answeredPolls - before;
  await bench.close();
  return durationMs / (polls / (terminalCount - dead.length));
}

/** A clock whose timers are exact, by looking at it all the time: for what stands for the line itself. */
function spinningScheduler(): Scheduler {
  return {
    now: () => performance.now(),
    setTimeout: (task, delayMs) => {
      const dueMs = performance.now() + delayMs;
      const handle = { timer: { isOn: true } };
      const look = () => {
        if (!handle.timer.isOn) return;
        if (performance.now() >= dueMs) task();
        else setImmediate(look);
      };
      setImmediate(look);
      return handle;
    },
    clearTimeout: (handle) => {
      if (handle) (handle.timer as { isOn: boolean }).isOn = false;
    },
  };
}
