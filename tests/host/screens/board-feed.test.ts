import { describe, expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { DeviceSummary } from '../../../host/parts/devices/views.ts';
import { BoardFeed } from '../../../host/screens/board-feed.ts';
import type { BoardChange } from '../../../host/screens/views.ts';
import { TestStore } from '../test-store.ts';
import { quietDevices, viewsOf } from './views-of.ts';

/** A feed of a store's board with somebody who listens; devices are looked at as often as told. */
function listenedFeed() {
  const store = new TestStore();
  const scheduler = new SimulatedScheduler({ epochMs: store.at });
  const looks = { count: 0 };
  const devices = (): DeviceSummary => {
    looks.count += 1;
    return { ...quietDevices, terminals: { online: looks.count, total: 9, offline: [], alarms: [] } };
  };
  const views = viewsOf(store, devices);
  const feed = new BoardFeed(views, scheduler);
  store.onCommitted = (events) => feed.committed(events);
  const changes: BoardChange[] = [];
  const stop = feed.onChange((change) => changes.push(change));
  return { store, scheduler, feed, looks, changes, stop };
}

describe('the feed of the board', () => {
  it('tells once of devices that changed several times in a moment, after what was committed', async () => {
    const { store, scheduler, feed, looks, changes } = listenedFeed();
    feed.devicesChanged(['202'], []);
    store.onDuty('1');
    feed.devicesChanged([], ['jobs', 'kitchen']);
    feed.devicesChanged(['203', '202'], ['jobs']);
    expect(changes).toEqual([]);
    await scheduler.advance(1);
    const [ofCommand, ofDevices, ...more] = changes;
    expect(more).toEqual([]);
    expect(ofCommand).toMatchObject({ devices: null, seq: store.seq });
    expect(ofCommand?.events.map(({ type }) => type)).toContain('technician.cameOnDuty');
    expect(ofDevices).toMatchObject({ seq: store.seq, afterSeq: store.seq, events: [], stale: ['jobs', 'kitchen'] });
    expect(ofDevices?.rooms.map(({ no }) => no)).toEqual(['202', '203']);
    expect(ofDevices?.devices?.terminals.online).toBe(1);
    expect(looks.count).toBe(1);
    feed.devicesChanged([], []);
    await scheduler.advance(1);
    expect(changes.at(-1)).toMatchObject({ rooms: [], stale: [], devices: { terminals: { online: 2 } } });
  });

  it('looks at no device while nobody listens, and not after it was closed', async () => {
    const { scheduler, feed, looks, changes, stop } = listenedFeed();
    stop();
    feed.devicesChanged(['202'], ['jobs']);
    await scheduler.advance(1);
    feed.onChange((change) => changes.push(change));
    feed.devicesChanged(['202'], ['jobs']);
    feed.close();
    await scheduler.advance(1);
    expect(changes).toEqual([]);
    expect(looks.count).toBe(0);
  });
});
