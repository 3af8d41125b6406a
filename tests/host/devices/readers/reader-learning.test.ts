import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Site } from '../../../../core/model/site/schema.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import type { HidLibrary } from '../../../../hardware/transport/hid.ts';
import type { Connection } from '../../../../host/contract/connection.ts';
import type { AttachedReader } from '../../../../host/parts/readers/views.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';

import { temporaryDirectory } from '../../../db/files.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { FakeHid } from '../../../hardware/reader/fake-hid.ts';

const cardOf = (staffNo: string) => exampleSite().staff.find(({ no }) => no === staffNo)?.card ?? '';
/** What the fake reader sends for a card: a number, the length, the UID with its last byte first, zeros. */
const reportOf = (uid: string) => {
  const bytes = [...Buffer.from(uid, 'hex')].reverse();
  return Uint8Array.from([2, bytes.length, ...bytes, ...Array<number>(22).fill(0)]);
};
const takenAway = Uint8Array.from([2, ...Array<number>(31).fill(0)]);

describe('learning a USB reader', () => {
  let device: FakeHid;
  let scheduler: SimulatedScheduler;
  let store: RunningStore;
  let desk: Connection;
  let choice: AttachedReader;
  let load: () => Promise<HidLibrary>;

  beforeEach(async () => {
    device = new FakeHid();
    load = async () => device.library;
    scheduler = new SimulatedScheduler({ epochMs: Date.parse('2026-11-21T04:00:00Z') });
    store = await RunningStore.open({
      dataDir: temporaryDirectory(),
      demo: true,
      voice: 'none',
      scheduler,
      now: () => scheduler.wallNow(),
      idlePollMs: 7_000,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      hid: () => load(),
    });
    desk = { stationId: 'desk', isOwn: true, sessionToken: null };
    await store.sessions.signIn(desk, 'M01', '0000');
    const attached = await store.readers.attached();
    // The keyboard that the same device is as well is not offered.
    expect(attached).toEqual([{ vendorId: '1A86', productId: 'E010', usagePage: 'FF00', name: 'Maker R1' }]);
    choice = attached[0] ?? { vendorId: '', productId: '', name: '' };
  });

  afterEach(() => settled(store.close()));

  /** Runs simulated time until it is done. */
  async function settled<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    work.then(end, end);
    while (!isOver) await scheduler.advance(100);
    return work;
  }

  /** Holds a card as readers do: the report is repeated while it lies there, and one more tells that it has gone. */
  async function hold(uid: string) {
    device.send(reportOf(uid));
    await scheduler.advance(300);
    device.send(reportOf(uid));
    await scheduler.advance(2_000);
    device.send(takenAway);
    await scheduler.advance(1_000);
  }

  const hidReaders = () =>
    (JSON.parse(store.setup.exportSite(desk, { withKeys: false, withCards: true })) as Site).readers.filter(
      ({ type }) => type === 'hid',
    );

  it('writes the reader into the site, where a card signs in at once; learnt again it keeps its id', async () => {
    const [manager, receptionist] = [cardOf('M01'), cardOf('R01')];
    for (const times of ['first', 'again']) {
      const id = await store.readers.learn(desk, choice);
      expect(store.readers.learning(id), times).toEqual({ state: 'waiting', cards: 0 });
      await hold(manager);
      expect(store.readers.learning(id)).toEqual({ state: 'waiting', cards: 1 });
      await hold(manager);
      expect(store.readers.learning(id)).toEqual({ state: 'waiting', cards: 2 });
      // The same card once more is not the other one.
      await hold(manager);
      expect(store.readers.learning(id)).toEqual({ state: 'waiting', cards: 2 });
      device.send(reportOf(receptionist));
      while (store.readers.learning(id).state === 'waiting') await scheduler.advance(100);
      expect(store.readers.learning(id)).toEqual({ state: 'done', readerId: 'usb-1' });
      expect(hidReaders()).toMatchObject([
        { id: 'usb-1', vendorId: '1A86', productId: 'E010', usagePage: 'FF00', encoding: 'bytes', reversed: true },
      ]);
    }
    const came: string[] = [];
    const tablet = { ...desk, sessionToken: null };
    store.sessions.onCardSignIn(tablet, (each) => came.push(each.kind === 'in' ? each.session.staffNo : each.kind));
    device.send(reportOf(receptionist));
    expect(came).toEqual(['R01']);
    expect(device.openCount).toBe(1);
  });

  it('ends after 30 seconds without a card, when cancelled, unplugged, begun anew or after signing out', async () => {
    const before = store.setup.exportSite(desk, { withKeys: false, withCards: true });
    const first = await store.readers.learn(desk, choice);
    await hold(cardOf('M01'));
    await scheduler.advance(26_000);
    expect(store.readers.learning(first)).toEqual({ state: 'waiting', cards: 1 });
    await scheduler.advance(2_000);
    expect(store.readers.learning(first)).toMatchObject({ state: 'failed', code: 'READER_LEARN_TIMEOUT' });

    const second = await store.readers.learn(desk, choice);
    await store.readers.cancelLearning(first);
    expect(store.readers.learning(second)).toEqual({ state: 'waiting', cards: 0 });
    await store.readers.cancelLearning(second);
    expect(store.readers.learning(second)).toMatchObject({ state: 'failed', code: 'READER_LEARN_ENDED' });

    const third = await store.readers.learn(desk, choice);
    const fourth = await store.readers.learn(desk, choice);
    expect(store.readers.learning(third)).toMatchObject({ state: 'failed', code: 'READER_LEARN_ENDED' });
    device.unplug();
    await scheduler.advance(0);
    expect(store.readers.learning(fourth)).toMatchObject({ state: 'failed', code: 'READER_NOT_FOUND' });
    await expect(store.readers.learn(desk, choice)).rejects.toMatchObject({ code: 'READER_NOT_FOUND' });

    device.plug();
    const fifth = await store.readers.learn(desk, choice);
    await hold(cardOf('M01'));
    await hold(cardOf('M01'));
    store.sessions.signOut(desk);
    await hold(cardOf('R01'));
    expect(store.readers.learning(fifth)).toMatchObject({ state: 'failed', code: 'NOT_SIGNED_IN' });
    expect(device.openCount).toBe(0);
    expect(store.setup.exportSite(desk, { withKeys: false, withCards: true })).toBe(before);
  });

  it('says so where cards cannot be told apart, and where there is no library', async () => {
    const id = await store.readers.learn(desk, choice);
    for (const last of [1, 2, 3]) {
      device.send(Uint8Array.from([9, 9, 9, last]));
      await scheduler.advance(1_000);
    }
    expect(store.readers.learning(id)).toMatchObject({ state: 'failed', code: 'READER_NOT_LEARNT' });
    load = () => Promise.reject(new Error('no native part'));
    await expect(store.readers.attached()).rejects.toMatchObject({ code: 'HID_NO_LIBRARY' });
    await expect(store.readers.learn(desk, choice)).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
  });
});
