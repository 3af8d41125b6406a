import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Which computer this is, for whoever shares its folder over a network. */
export interface Machine {
  /** For people. */
  name: string;
  /** Another one on another computer. */
  id: string;
  /** Another one after each start of the system, the same in all containers of one; null where the system tells none. */
  boot: string | null;
}

/** What a program that holds a folder writes into it, again and again. */
export interface Beat extends Machine {
  /** Another one for each holder. */
  holder: string;
  count: number;
}

export interface HeartbeatOptions {
  machine: Machine;
  /** Between two beats. */
  beatMs: number;
  /** A heartbeat of another computer that stood still for so long is of nobody any more. */
  standsMs: number;
}

export interface HeartbeatThreadData {
  file: string;
  beat: Beat;
  beatMs: number;
}

const fileName = 'heartbeat.json';

/** A thread of its own keeps it going, so that a long migration is not taken for an end. */
export class Heartbeat {
  readonly #file: string;
  readonly #thread: Worker;

  private constructor(file: string, thread: Worker) {
    this.#file = file;
    this.#thread = thread;
  }

  /**
   * Begins it in a folder whose locks are ours already: they tell programs of this computer apart, so only another
   * computer's heartbeat is waited for. Returns who has the folder where that one moves.
   */
  static async begin(folder: string, options: HeartbeatOptions): Promise<Heartbeat | { heldBy: string }> {
    const { machine, beatMs } = options;
    const file = path.join(folder, fileName);
    const other = readBeat(file);
    if (other && isElsewhere(other, machine) && (await moves(file, other, options))) return { heldBy: other.name };
    const beat: Beat = { ...machine, holder: randomUUID(), count: 0 };
    writeBeat(file, beat);
    const data: HeartbeatThreadData = { file, beat, beatMs };
    const thread = new Worker(new URL('./heartbeat-thread.ts', import.meta.url), { workerData: data });
    thread.unref();
    return new Heartbeat(file, thread);
  }

  /** Told once when another computer has taken the folder: its name. */
  onTaken(listener: (name: string) => void): void {
    this.#thread.once('message', listener);
  }

  async end(): Promise<void> {
    await this.#thread.terminate();
    rmSync(this.#file, { force: true });
  }
}

/** Null where there is none, or none that can be read. */
export function readBeat(file: string): Beat | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Beat;
  } catch {
    return null;
  }
}

/** Whoever reads it sees the old or the new one. */
export function writeBeat(file: string, beat: Beat): void {
  const partial = `${file}.${beat.holder}`;
  writeFileSync(partial, JSON.stringify(beat), { mode: 0o600 });
  renameSync(partial, file);
}

/** This computer, by what it is known by in its network. */
export function thisMachine(): Machine {
  const addresses = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  const known = [os.hostname(), textOf('/etc/machine-id'), ...addresses.map(({ mac }) => mac).sort()];
  return {
    name: os.hostname(),
    id: createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 32),
    boot: textOf('/proc/sys/kernel/random/boot_id'),
  };
}

function isElsewhere(beat: Beat, { id, boot }: Machine): boolean {
  if (beat.id === id) return false;
  return boot === null || beat.boot !== boot;
}

async function moves(file: string, first: Beat, { beatMs, standsMs }: HeartbeatOptions): Promise<boolean> {
  for (let stoodMs = 0; stoodMs < standsMs; stoodMs += beatMs) {
    await wait(beatMs);
    const now = readBeat(file);
    if (now && (now.count !== first.count || now.holder !== first.holder)) return true;
  }
  return false;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
