import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import { BenchLine } from './bench-line.ts';
import { type BenchRow, benchRow } from './row.ts';

const lineCount = 4;
const terminalsPerLine = 50;
/** The thinnest polling: what piles up with time piles up all the same. */
const thinPollMs = 7000;
const monthMs = 30 * 24 * hourMs;
const mostGrowth = 1.1;

/**
 * Live memory of 200 idle terminals and their lines over simulated time, at the end against after the first tenth.
 * A whole month where `isWhole`, else as much of it as `budgetMs` of real time gives. Needs `--expose-gc`.
 */
export async function idleMemoryRow(options: { isWhole: boolean; budgetMs: number }): Promise<BenchRow> {
  const scheduler = new SimulatedScheduler();
  const lines = idleLines(scheduler, { idlePollMs: thinPollMs });
  for (const line of lines) await line.open();
  await scheduler.advance(minuteMs);
  const startedMs = performance.now();
  const samples: number[] = [];
  while (scheduler.now() < monthMs && (options.isWhole || performance.now() - startedMs < options.budgetMs)) {
    await scheduler.advance(hourMs / 4);
    samples.push(liveHeapBytes());
  }
  const [tenth = Number.NaN, last = Number.NaN] = [samples[Math.floor(samples.length / 10)], samples.at(-1)];
  const polls = lines.reduce((sum, line) => sum + line.answeredPolls, 0);
  for (const line of lines) await line.close();
  return benchRow(
    {
      name: 'idle memory',
      unit: 'MB live',
      value: last / 1e6,
      reference: tenth / 1e6,
      target: `ratio ≤ ${mostGrowth} over a simulated month`,
      note: `200 terminals, ${(scheduler.now() / hourMs / 24).toFixed(1)} simulated days, ${polls} polls; reference: after the first tenth`,
    },
    (ratio) => ratio <= mostGrowth,
  );
}

/** CPU of 200 idle terminals on four paced lines, both sides in this process, in per cent of one core. */
export async function idleCpuRow(): Promise<BenchRow> {
  const lines = idleLines(realScheduler, { bitsPerSecond: 9600 });
  for (const line of lines) await line.open();
  const pause = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));
  await pause(20_000);
  const [usage, startedMs] = [process.cpuUsage(), performance.now()];
  await pause(8000);
  const { user, system } = process.cpuUsage(usage);
  const percent = (user + system) / 10 / (performance.now() - startedMs);
  const online = lines.reduce(
    (sum, line) => sum + line.bus.terminals().filter((each) => each.state === 'online').length,
    0,
  );
  for (const line of lines) await line.close();
  return benchRow(
    {
      name: 'idle CPU',
      unit: '% of one core',
      value: percent,
      target: 'no target; told for comparison',
      note: `${online} of 200 terminals online on four 9,600 baud lines, polled without a pause, simulators included`,
    },
    () => online === lineCount * terminalsPerLine,
  );
}

function idleLines(
  scheduler: ConstructorParameters<typeof BenchLine>[0]['scheduler'],
  more: { idlePollMs?: number; bitsPerSecond?: number },
): BenchLine[] {
  return Array.from(
    { length: lineCount },
    (_, at) => new BenchLine({ scheduler, terminalCount: terminalsPerLine, seed: at + 1, ...more }),
  );
}

function liveHeapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
