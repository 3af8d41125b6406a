import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { OsdpBus } from '../../hardware/osdp/driver.ts';
import { realScheduler as scheduler } from '../../hardware/scheduler.ts';
import { seededBytes, seededRandom } from '../../hardware/sim/faults.ts';
import { SerialTransport } from '../../hardware/transport/serial.ts';
import { askWorker } from './ask-worker.ts';
import type { BareLine, OpenBareLine } from './bare-line.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';
import type { FromDevices, ToDevices } from './tail-devices.ts';
import { barePoll, cardIn } from './tail-frames.ts';

const terminalCount = 32;
const bitsPerSecond = 230_400;
/** Ours and the bare loop take turns, so that both see whatever else the machine does. */
const usual = { turns: 5, cardsPerTurn: 100 };
/** No multiple of a round of polls, so that cards fall anywhere into it. */
const everyMs = 23;
const answerWithinMs = 5_000;
const mostTimes = { p95: 1.5, longest: 3, cpu: 2 };

type AskDevices = ReturnType<typeof askWorker<ToDevices, FromDevices>>;

interface Turn {
  /** From each card before the reader to its number on our side. */
  tailMs: number[];
  polls: number;
  /** Processor time of the panel's own thread. */
  cpuMs: number;
}

/** A panel on the line: what it reads, and how often it asks. */
interface Panel {
  onCard: (uid: string) => void;
  readonly polls: number;
  close(): Promise<void>;
}

/**
 * How long a card waits for its turn on a line that is asked without a pause, at worst and nearly so, and what a poll
 * costs: against a loop that writes as many bytes and reads as many on a pseudo-terminal, and understands nothing.
 */
export async function busTailRows(
  openBareLine: OpenBareLine,
  { turns, cardsPerTurn }: typeof usual = usual,
): Promise<BenchRow[]> {
  const worker = new Worker(new URL('./tail-devices.ts', import.meta.url));
  const ask = askWorker<ToDevices, FromDevices>(worker);
  const [ours, bare]: [Turn[], Turn[]] = [[], []];
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      ours.push(await oneTurn(ask, { kind: 'terminals', turn, cardCount: cardsPerTurn }, openBus));
      bare.push(
        await oneTurn(ask, { kind: 'bare', turn, cardCount: cardsPerTurn }, (path) => bareLoop(openBareLine, path)),
      );
    }
  } finally {
    await worker.terminate();
  }
  const all = (of: readonly Turn[]) => of.flatMap(({ tailMs }) => tailMs);
  const row = (name: string, unit: string, most: number, figureOf: (of: readonly Turn[]) => number) =>
    benchRow(
      {
        name: `bus tail: ${name}`,
        unit,
        value: figureOf(ours),
        reference: figureOf(bare),
        target: `ratio ≤ ${most}`,
        note: `${terminalCount} terminals with secure channel on a pseudo-terminal, asked without a pause; ${all(ours).length} of ${turns * cardsPerTurn} cards, ${sum(ours, 'polls')} polls; reference: a bare loop of as many bytes in turns with it, ${sum(bare, 'polls')} polls`,
      },
      (ratio) => ratio <= most && all(ours).length === turns * cardsPerTurn,
    );
  return [
    row('card to panel', 'ms, p95', mostTimes.p95, (of) => percentile(all(of), 0.95)),
    row('longest', 'ms, the median of its turns', mostTimes.longest, (of) =>
      percentile(
        of.map(({ tailMs }) => Math.max(...tailMs)),
        0.5,
      ),
    ),
    row('a poll', 'ms of processor time', mostTimes.cpu, (of) => sum(of, 'cpuMs') / sum(of, 'polls')),
  ];
}

function sum(of: readonly Turn[], what: 'polls' | 'cpuMs'): number {
  return of.reduce((total, turn) => total + turn[what], 0);
}

async function oneTurn(
  ask: AskDevices,
  { kind, turn, cardCount }: { kind: 'terminals' | 'bare'; turn: number; cardCount: number },
  open: (path: string, keys: { address: number; scbk: Uint8Array }[]) => Promise<Panel>,
): Promise<Turn> {
  const randomBytes = seededBytes(seededRandom(turn + 1));
  const keys = Array.from({ length: terminalCount }, (_, at) => ({ address: at + 1, scbk: randomBytes(16) }));
  const { path } = await ask({ type: 'open', kind, keys }, 'opened');
  const panel = await open(path, keys);
  const random = seededRandom(turn + 1);
  const cards = Array.from({ length: cardCount }, (_, at) => ({
    address: 1 + Math.floor(random() * terminalCount),
    uid: (0x0400_0000 + at).toString(16).padStart(8, '0').toUpperCase(),
  }));
  const seenAtMs = new Map<string, number>();
  panel.onCard = (uid) => seenAtMs.set(uid, Number(process.hrtime.bigint()) / 1e6);
  const [polls, used] = [panel.polls, process.threadCpuUsage()];
  const { heldAtMs } = await ask({ type: 'hold', cards, everyMs }, 'held');
  const { user, system } = process.threadCpuUsage(used);
  const asked = panel.polls - polls;
  const endMs = performance.now() + answerWithinMs;
  while (seenAtMs.size < cards.length && performance.now() < endMs) await setTimeout(10);
  await panel.close();
  await ask({ type: 'close' }, 'closed');
  const tailMs = cards.flatMap(({ uid }, at) => {
    const [seen, held] = [seenAtMs.get(uid), heldAtMs[at]];
    return seen === undefined || held === undefined ? [] : [seen - held];
  });
  return { tailMs, polls: asked, cpuMs: (user + system) / 1000 };
}

async function openBus(path: string, keys: { address: number; scbk: Uint8Array }[]): Promise<Panel> {
  const bus = new OsdpBus({
    id: 'tail',
    transport: new SerialTransport({ path, baudRate: bitsPerSecond }),
    terminals: keys,
    scheduler,
    idlePollMs: 0,
    onEvent: (event) => {
      if (event.type === 'card') panel.onCard(event.uid);
    },
  });
  const panel: Panel = {
    onCard: () => {},
    get polls() {
      return bus.terminals().reduce((total, { counters }) => total + counters.polls, 0);
    },
    close: () => bus.close(),
  };
  await bus.open();
  while (bus.terminals().some(({ state }) => state !== 'online')) await setTimeout(50);
  return panel;
}

async function bareLoop(openBareLine: OpenBareLine, path: string): Promise<Panel> {
  let [polls, isOn, rest] = [0, true, Buffer.alloc(0)];
  const line: BareLine = await openBareLine(path, bitsPerSecond, (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const length = rest[1] ?? Number.POSITIVE_INFINITY;
    if (rest.length < length) return;
    const uid = cardIn(rest.subarray(0, length));
    rest = rest.subarray(length);
    if (uid !== null) panel.onCard(uid);
    next();
  });
  const panel: Panel = {
    onCard: () => {},
    get polls() {
      return polls;
    },
    close: () => {
      isOn = false;
      return line.close();
    },
  };
  const next = () => {
    if (!isOn) return;
    line.write(barePoll(1 + (polls % terminalCount)));
    polls += 1;
  };
  next();
  return panel;
}
