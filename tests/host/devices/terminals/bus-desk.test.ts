import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FrameLogEntry } from '../../../../hardware/osdp/frame-log.ts';
import { FrameWatch } from '../../../../host/devices/terminals/frame-watch.ts';
import { installTerminalKey } from '../../../../host/devices/terminals/key-installation.ts';
import type { BusFrames } from '../../../../host/parts/bus/views.ts';

import { TerminalKeys } from '../../../../host/secrets/terminal-keys.ts';
import { keyOf, SimulatedStore } from '../../../hardware/osdp/store.ts';

let dataDir: string;
let store: SimulatedStore;
let keys: TerminalKeys;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-keys-'));
  keys = TerminalKeys.open(dataDir);
});

afterEach(async () => {
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const terminal = { id: 'floor/1', address: 1 };
const random = (count: number) => new Uint8Array(count).fill(0xab);
const install = () => store.inTime(installTerminalKey(store.bus, keys, terminal, random));

describe('installing a terminal’s key', () => {
  it('keeps a random key on disk, and the terminal holds the same', async () => {
    store = await new SimulatedStore([1], { isPlain: true }).start();
    expect((await install()).status).toBe('fulfilled');
    const stored = TerminalKeys.open(dataDir);
    expect([stored.of('floor/1'), stored.pendingOf('floor/1')]).toEqual(['AB'.repeat(16), null]);
    expect(Buffer.from(store.line.terminal(1).scbk ?? []).toString('hex')).toBe('ab'.repeat(16));
    await store.scheduler.advance(2000);
    expect(store.bus.terminal(1).status).toMatchObject({ state: 'online', secure: true });
  });

  it('is refused by a terminal that is not in its installation mode; nothing is kept and it goes on as before', async () => {
    store = await new SimulatedStore([1]).start();
    keys.prepare('floor/1', Buffer.from(keyOf(1)).toString('hex').toUpperCase());
    keys.confirm('floor/1');
    expect(await install()).toMatchObject({ reason: { code: 'OSDP_REFUSED' } });
    expect(TerminalKeys.open(dataDir).pendingOf('floor/1')).toBeNull();
    await store.scheduler.advance(10_000);
    expect(store.bus.terminal(1).status).toMatchObject({ state: 'online', secure: true });
  });

  it('whose answer was lost leaves the key in doubt, and the next attempt finds it', async () => {
    store = await new SimulatedStore([1], { isPlain: true }).start();
    const first = installTerminalKey(store.bus, keys, terminal, random);
    // The terminal takes the key, and is not heard again.
    store.bus.onFrame = ({ direction, id }) => {
      if (direction === 'tx' && id === 0x75) store.line.faults.settings = { dropReplies: 1 };
    };
    expect(await store.inTime(first)).toMatchObject({ reason: { code: 'TERMINAL_OFFLINE' } });
    keys = TerminalKeys.open(dataDir);
    expect([keys.of('floor/1'), keys.pendingOf('floor/1')]).toEqual([null, 'AB'.repeat(16)]);
    expect(store.line.terminal(1).scbk).toBeDefined();
    store.line.faults.settings = {};
    store.bus.onFrame = undefined;
    const again = installTerminalKey(store.bus, keys, terminal, () => new Uint8Array(16).fill(1));
    expect((await store.inTime(again)).status).toBe('fulfilled');
    expect(keys.of('floor/1')).toBe('AB'.repeat(16));
    expect(store.bus.terminal(1).status.secure).toBe(true);
  });
});

describe('watching a line', () => {
  it('listens only while somebody watches, tells in batches, and begins with what others have seen', async () => {
    store = await new SimulatedStore([1, 2]).start();
    const watch = new FrameWatch(store.scheduler, () => 1_000_000 + store.scheduler.now());
    let isListening = false;
    watch.attach({
      setListener: (listener) => {
        isListening = listener !== undefined;
        store.bus.onFrame = listener;
      },
    });
    expect(isListening).toBe(false);
    const first: BusFrames[] = [];
    const stopFirst = watch.watch((batch) => first.push(batch));
    store.line.terminal(2).holdCard('04C0FFEE');
    await store.scheduler.advance(2000);
    const frames = first.flatMap((batch) => batch.frames);
    expect(frames.length).toBeGreaterThan(first.length * 4);
    expect(frames.find(({ text }) => text === 'RAW 32 bits ••••')).toMatchObject({ address: 2, direction: 'rx' });
    expect(frames.map(({ no }) => no)).toEqual(frames.map((_, at) => at + 1));

    const second: BusFrames[] = [];
    const stopSecond = watch.watch((batch) => second.push(batch));
    const seen = first.flatMap((batch) => batch.frames);
    expect(second[0]?.frames).toEqual(seen);
    await store.scheduler.advance(1000);
    const after = second.flatMap((batch) => batch.frames).map(({ no }) => no);
    expect(after).toEqual(after.map((_, at) => at + 1));
    stopFirst();
    expect(isListening).toBe(true);
    stopSecond();
    expect(isListening).toBe(false);
    await store.scheduler.advance(2000);
    const third: BusFrames[] = [];
    watch.watch((batch) => third.push(batch))();
    expect(third).toEqual([]);
  });

  it('keeps no more than it shows, and says what it left out', async () => {
    store = await new SimulatedStore([1]).start();
    const watch = new FrameWatch(store.scheduler, () => 0);
    let take: ((entry: FrameLogEntry) => void) | undefined;
    watch.attach({
      setListener: (given) => {
        take = given;
      },
    });
    const told: BusFrames[] = [];
    watch.watch((batch) => told.push(batch));
    const bytes = new Uint8Array(1440);
    for (let count = 0; count < 5000; count += 1) {
      take?.({ atMs: 0, bus: 'floor', direction: 'rx', bytes, verdict: 'discarded' });
    }
    await store.scheduler.advance(1000);
    expect(told.map(({ frames, skipped }) => [frames.length, skipped])).toEqual([[200, 4800]]);
    const later: BusFrames[] = [];
    watch.watch((batch) => later.push(batch));
    expect(later[0]?.frames.length).toBeLessThanOrEqual(1000);
    expect(later[0]?.frames[0]?.hex.length).toBeLessThanOrEqual(192);
  });
});
