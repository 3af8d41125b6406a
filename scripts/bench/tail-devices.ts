import { parentPort } from 'node:worker_threads';
import { realScheduler as scheduler } from '../../hardware/scheduler.ts';
import { openPty, type Pty } from '../../hardware/sim/pty.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import { bareAck, bareCard, barePollBytes } from './tail-frames.ts';

/** What the benchmark of the bus tail tells the thread with the devices, and what it is told. */
export type ToDevices =
  | { type: 'open'; kind: 'terminals' | 'bare'; keys: { address: number; scbk: Uint8Array }[] }
  | { type: 'hold'; cards: { address: number; uid: string }[]; everyMs: number }
  | { type: 'close' };
/** `heldAtMs`: of each card, by the clock that all threads share (`process.hrtime`). */
export type FromDevices = { type: 'opened'; path: string } | { type: 'held'; heldAtMs: number[] } | { type: 'closed' };

interface Devices {
  path: string;
  hold(address: number, uid: string): void;
  close(): Promise<void>;
}

let devices: Devices | null = null;

parentPort?.on('message', (message: ToDevices) => {
  void answer(message).then((said) => parentPort?.postMessage(said));
});

async function answer(message: ToDevices): Promise<FromDevices> {
  if (message.type === 'open') {
    devices = message.kind === 'bare' ? bare() : await terminals(message.keys);
    return { type: 'opened', path: devices.path };
  }
  if (message.type === 'hold') return { type: 'held', heldAtMs: await hold(message.cards, message.everyMs) };
  await devices?.close();
  devices = null;
  return { type: 'closed' };
}

async function hold(cards: readonly { address: number; uid: string }[], everyMs: number): Promise<number[]> {
  const heldAtMs: number[] = [];
  for (const { address, uid } of cards) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    heldAtMs.push(Number(process.hrtime.bigint()) / 1e6);
    devices?.hold(address, uid);
  }
  return heldAtMs;
}

async function terminals(keys: readonly { address: number; scbk: Uint8Array }[]): Promise<Devices> {
  const line = new SimLine({
    scheduler,
    terminals: keys.map((key) => new SimTerminal({ ...key, scheduler })),
    turnaroundMs: 0,
  });
  const path = await line.openPty();
  return {
    path,
    hold: (address, uid) => void line.terminal(address).holdCard(uid),
    close: () => line.close(),
  };
}

/** Says so many bytes for so many, and reckons nothing. */
function bare(): Devices {
  const held = new Map<number, string>();
  let rest = Buffer.alloc(0);
  const pty: Pty = openPty((bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (; rest.length >= barePollBytes; rest = rest.subarray(barePollBytes)) {
      const address = rest[0] ?? 0;
      const uid = held.get(address);
      held.delete(address);
      pty.write(uid === undefined ? bareAck(address) : bareCard(address, uid));
    }
  });
  return { path: pty.path, hold: (address, uid) => void held.set(address, uid), close: () => pty.close() };
}
