import { describe, expect, it } from 'vitest';
import { LinkedReader } from '../../../hardware/reader/linked-reader.ts';
import { ReaderSession } from '../../../hardware/reader/session.ts';
import { SimReader } from '../../../hardware/sim/sim-reader.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';

describe('ReaderSession', () => {
  it('takes a card for a new one when it was away for a second, or the reader says so', () => {
    const session = new ReaderSession();
    expect(session.seen('A1', 0)).toBe(true);
    expect(session.seen('A1', 900)).toBe(false);
    expect(session.seen('A1', 1_800)).toBe(false);
    expect(session.seen('A1', 2_800)).toBe(true);
    session.removed();
    expect(session.seen('A1', 2_900)).toBe(true);
    expect(session.seen('B2', 2_950)).toBe(true);
    expect(session.seen('A1', 2_960)).toBe(true);
  });

  it('waits longer and longer for a device that is away, up to eight seconds', () => {
    const session = new ReaderSession();
    session.starting();
    const waits = Array.from({ length: 7 }, () => session.failed('READER_NOT_FOUND'));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    session.opened();
    expect(session.failed('TRANSPORT_CLOSED')).toBe(500);
  });
});

describe('LinkedReader', () => {
  it('tells its states without flickering while it keeps trying', async () => {
    const scheduler = new SimulatedScheduler();
    const device = new SimReader('desk');
    const reader = new LinkedReader(device, scheduler);
    const links: string[] = [];
    reader.setListeners({ onCard: () => {}, onState: ({ link }) => links.push(link) });
    device.unplug();
    await reader.open();
    await scheduler.advance(20_000);
    expect(new Set(links.slice(1))).toEqual(new Set(['offline']));
    device.plug();
    await scheduler.advance(8_000);
    expect(reader.state).toEqual({ link: 'online', reason: null });
    await reader.close();
    expect(scheduler.pendingCount).toBe(0);
  });
});
