import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { StoreDatabase } from '../../../db/store-database.ts';
import { HardwareError } from '../../../hardware/error.ts';
import { exampleSite, must } from '../../db/shop-day.ts';
import { SilentVoice, SimulatedStore } from './simulated-store.ts';

const clockRoom = 'printer/clock-room';

describe('a slip', () => {
  it('is printed once', async () => {
    const store = await new SimulatedStore().start();
    store.call('302', '7');
    await store.wait(60);
    expect(store.sim('clock-room').cuts).toBe(1);
    expect(store.sim('clock-room').slips[0]?.text).toContain('302');
    expect(store.states(clockRoom)).toEqual(['done']);
    expect(store.runner.list()).toEqual([]);
    expect(store.scheduler.pendingCount).toBe(0);
  });

  it('waits for a printer that is off, and is printed once when it is back', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    store.call('302', '7');
    await store.wait(100);
    expect(store.printers.states()).toContainEqual({
      id: 'clock-room',
      state: 'offline',
      reason: null,
      paperLow: false,
    });
    expect(store.listed()).toEqual([[clockRoom, 'waiting', 'PRINTER_OFFLINE']]);
    expect([...store.runner.overview().waiting]).toEqual([[clockRoom, 1]]);
    await store.sim('clock-room').setPower(true);
    await store.wait(31);
    expect(store.sim('clock-room').cuts).toBe(1);
    expect(store.states(clockRoom)).toEqual(['done']);
    expect(store.runner.list()).toEqual([]);
    expect(store.printers.states()).toContainEqual({ id: 'clock-room', state: 'ok', reason: null, paperLow: false });
  });

  it('is tried after 1, 2, 5, 10 and then every 30 seconds', async () => {
    const triedAt: number[] = [];
    const store = await new SimulatedStore({
      voice: {
        async run() {
          triedAt.push(store.scheduler.wallNow());
          throw new HardwareError('VOICE_FAILED');
        },
      },
    }).start();
    store.call('302', '7');
    await store.wait(80);
    const waits = triedAt.slice(1).map((at, index) => Math.round((at - must(triedAt[index])) / 1_000));
    expect(waits).toEqual([1, 2, 5, 10, 30, 30]);
  });

  it('is listed and not printed when it has become too old', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('bar').setPower(false);
    store.act((day) => day.orderGoods(must(day.openRoom('302', [null]).guestIds[0]), 'D01'));
    await store.wait(21 * 60);
    await store.sim('bar').setPower(true);
    await store.wait(60);
    expect(store.sim('bar').cuts).toBe(0);
    expect(store.listed()).toEqual([['printer/bar', 'expired', 'PRINTER_OFFLINE']]);
  });

  it('that was never on paper is no copy when a person asks for it again', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('bar').setPower(false);
    store.act((day) => day.orderGoods(must(day.openRoom('302', [null]).guestIds[0]), 'D01'));
    await store.wait(21 * 60);
    await store.sim('bar').setPower(true);
    store.runner.retry(must(store.runner.list()[0]).id);
    await store.wait(10);
    expect(store.sim('bar').slips.map((slip) => slip.text.includes('副本'))).toEqual([false]);
    expect(store.runner.list()).toEqual([]);
  });

  it('waits for paper', async () => {
    const store = await new SimulatedStore().start();
    store.sim('clock-room').setPaper('out');
    store.call('302', '7');
    await store.wait(10);
    expect(store.listed()).toEqual([[clockRoom, 'waiting', 'PRINTER_NO_PAPER']]);
    expect(store.printers.states()).toContainEqual({
      id: 'clock-room',
      state: 'no-paper',
      reason: null,
      paperLow: false,
    });
    store.sim('clock-room').setPaper('full');
    await store.wait(31);
    expect(store.sim('clock-room').cuts).toBe(1);
    expect(store.states(clockRoom)).toEqual(['done']);
  });

  it('is tried at once when a person asks for one that waits', async () => {
    const store = await new SimulatedStore().start();
    store.sim('clock-room').setPaper('out');
    store.call('302', '7');
    await store.wait(20);
    store.sim('clock-room').setPaper('full');
    store.runner.retry(must(store.runner.list()[0]).id);
    await store.wait(2);
    expect(store.sim('clock-room').slips.map((slip) => slip.text.includes('副本'))).toEqual([false]);
  });
});

describe('a slip cut off in the middle', () => {
  async function cutOff(): Promise<SimulatedStore> {
    const store = await new SimulatedStore().start();
    store.sim('clock-room').dropLineAfter(40);
    store.call('302', '7');
    await store.wait(60);
    return store;
  }

  it('is uncertain, listed, and not printed again by itself', async () => {
    const store = await cutOff();
    await store.wait(300);
    expect(store.listed()).toEqual([[clockRoom, 'uncertain', 'PRINTER_MAYBE_PRINTED']]);
    expect(store.sim('clock-room').cuts).toBe(0);
    expect(store.jobsOf(clockRoom).map((job) => job.attempts)).toEqual([1]);
  });

  it('is printed as a copy when a person asks for it', async () => {
    const store = await cutOff();
    store.runner.retry(must(store.runner.list()[0]).id);
    await store.wait(10);
    expect(store.sim('clock-room').slips.map((slip) => slip.text.includes('副本'))).toEqual([true]);
    expect(store.states(clockRoom)).toEqual(['done']);
    expect(store.runner.list()).toEqual([]);
  });

  it('goes off the list when a person dismisses it', async () => {
    const store = await cutOff();
    store.runner.dismiss(must(store.runner.list()[0]).id);
    await store.wait(60);
    expect(store.runner.list()).toEqual([]);
    expect(store.states(clockRoom)).toEqual(['dismissed']);
    expect(store.sim('clock-room').cuts).toBe(0);
  });

  it('does not hold up the next one', async () => {
    const store = await cutOff();
    store.call('303', '8');
    await store.wait(10);
    expect(store.states(clockRoom)).toEqual(['uncertain', 'done']);
  });
});

describe('what came of a job', () => {
  it('that could not be written on a full disk is written when there is room, and the job is not done again', async () => {
    let runs = 0;
    const store = await new SimulatedStore({
      voice: {
        async run() {
          runs += 1;
          vi.spyOn(store.db, 'transact').mockImplementation(() => {
            throw new Error('the disk is full');
          });
        },
      },
    }).start();
    store.call('302', '7');
    await store.wait(20);
    expect([runs, store.states('voice')]).toEqual([1, ['running']]);
    vi.restoreAllMocks();
    await store.wait(60);
    expect([runs, store.states('voice')]).toEqual([1, ['done']]);
    expect(store.scheduler.pendingCount).toBe(0);
  });
});

describe('several devices', () => {
  it('do not wait for one that is off', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    store.call('302', '7');
    store.act((day) => day.orderGoods(must(day.openRoom('303', [null]).guestIds[0]), 'D01'));
    await store.wait(1);
    expect(store.states('printer/bar')).toEqual(['done']);
    expect(store.states('voice')).toEqual(['done']);
    expect(store.states(clockRoom)).toEqual(['waiting']);
  });

  it('print what waited in its order, before what came later', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    for (const [index, roomNo] of ['301', '302', '303'].entries()) {
      store.call(roomNo, String(index + 1));
      await store.wait(7);
    }
    await store.sim('clock-room').setPower(true);
    await store.wait(31);
    const rooms = store.sim('clock-room').slips.map((slip) => /30\d/.exec(slip.text)?.[0]);
    expect(rooms).toEqual(['301', '302', '303']);
  });

  it('do the most urgent first', async () => {
    const voice = new SilentVoice();
    const store = await new SimulatedStore({ voice }).start();
    const clockId = store.call('302', '7');
    store.act((day) => day.start(clockId));
    store.act((day) => day.remind(clockId));
    store.call('303', '8');
    await store.wait(10);
    // The first call was answered before anybody could say it; the second passes the reminder.
    expect(voice.jobs.map((job) => job.payload.kind)).toEqual(['announce-call', 'announce-reminder']);
  });

  it('that the site does not have keep their jobs until these are too old', async () => {
    const store = await new SimulatedStore().start();
    const site = exampleSite();
    store.call('302', '7');
    store.act((day) =>
      day.importSite({ ...site, printers: site.printers.filter((printer) => printer.id !== 'clock-room') }),
    );
    await store.printers.reload();
    await store.wait(5);
    expect(store.listed()).toEqual([[clockRoom, 'waiting', 'DEVICE_UNKNOWN']]);
    await store.wait(21 * 60);
    expect(store.listed()).toEqual([[clockRoom, 'expired', 'DEVICE_UNKNOWN']]);
  });
});

describe('a slip whose reason is gone', () => {
  it.each([
    ['the clock has started', (store: SimulatedStore, clockId: string) => store.act((day) => day.start(clockId))],
    ['the clock was cancelled', (store: SimulatedStore, clockId: string) => store.act((day) => day.cancel(clockId))],
  ])('is not printed when %s', async (_, happens) => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    const clockId = store.call('302', '7');
    await store.wait(10);
    happens(store, clockId);
    await store.sim('clock-room').setPower(true);
    await store.wait(31);
    expect(store.sim('clock-room').cuts).toBe(0);
    expect(store.jobsOf(clockRoom).map(({ state, errorCode }) => [state, errorCode])).toEqual([
      ['expired', 'JOB_OVERTAKEN'],
    ]);
    expect(store.runner.list()).toEqual([]);
  });

  it('names the room the clock has gone to meanwhile', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    const clockId = store.call('302', '7');
    store.act((day) => day.moveGuest(must(store.db.state.clocks.byId(clockId)).guestId, '309'));
    await store.sim('clock-room').setPower(true);
    await store.wait(31);
    expect(store.sim('clock-room').slips[0]?.text).toContain('309');
    expect(store.sim('clock-room').slips[0]?.text).not.toContain('302');
  });

  it('leaves out what was cancelled or handed over', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('bar').setPower(false);
    const guestId = must(store.act((day) => day.openRoom('302', [null])).guestIds[0]);
    const lines = store.act((day) => day.orderGoods(guestId, 'D01', 'D02', 'D03'));
    store.act((day) => day.cancelGoods(must(lines[0])));
    store.act((day) => day.deliver(must(lines[1])));
    await store.sim('bar').setPower(true);
    await store.wait(31);
    const text = store.sim('bar').slips[0]?.text ?? '';
    expect(['龙井', '普洱', '菊花'].map((name) => text.includes(name))).toEqual([false, false, true]);
  });
});

describe('stopping', () => {
  it('waits for the slip that is being printed', async () => {
    const store = await new SimulatedStore().start();
    store.call('302', '7');
    await store.scheduler.step();
    expect(store.states(clockRoom)).toEqual(['running']);
    const stopped = store.runner.stop();
    await store.wait(1);
    await stopped;
    expect(store.states(clockRoom)).toEqual(['done']);
    store.call('303', '8');
    await store.wait(60);
    expect(store.sim('clock-room').cuts).toBe(1);
  });

  it('does not wait for ever, and what ends too late is seen by the next start', async () => {
    let end = () => {};
    let begun = 0;
    const voice = {
      run: () => {
        begun += 1;
        return begun > 1 ? Promise.resolve() : new Promise<void>((resolve) => (end = resolve));
      },
    };
    const store = await new SimulatedStore({ voice }).start();
    store.call('302', '7');
    await store.wait(1);
    const stopped = store.runner.stop();
    await store.wait(10);
    await stopped;
    end();
    await store.wait(1);
    expect(store.states('voice')).toEqual(['running']);
    store.runner.start();
    await store.wait(1);
    expect(store.states('voice')).toEqual(['done']);
    expect(begun).toBe(2);
  });

  it('in the middle of a slip makes it uncertain at the next start', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-jobs-'));
    try {
      const file = path.join(folder, 'store.db');
      const before = new SimulatedStore({ db: StoreDatabase.open(file) });
      await before.start();
      before.call('302', '7');
      await before.scheduler.step();
      expect(before.states(clockRoom)).toEqual(['running']);
      // The power is gone: nothing of the old process runs any more.
      before.db.close();
      const after = new SimulatedStore({ db: StoreDatabase.open(file), isSetUp: true, scheduler: before.scheduler });
      after.runner.start();
      await after.scheduler.step();
      expect(after.listed()).toEqual([[clockRoom, 'uncertain', 'STOPPED_WHILE_PRINTING']]);
      after.db.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what a person may decide about', () => {
  it('is refused by name where there is nothing to decide', async () => {
    const store = await new SimulatedStore().start();
    store.call('302', '7');
    await store.wait(10);
    const [done] = store.jobsOf(clockRoom);
    expect(() => store.runner.retry('99999.1')).toThrow(expect.objectContaining({ code: 'JOB_UNKNOWN' }));
    expect(() => store.runner.dismiss('99999.1')).toThrow(expect.objectContaining({ code: 'JOB_UNKNOWN' }));
    expect(() => store.runner.retry(must(done).id)).toThrow(expect.objectContaining({ code: 'JOB_NOT_OPEN' }));
    expect(() => store.runner.dismiss(must(done).id)).toThrow(expect.objectContaining({ code: 'JOB_NOT_OPEN' }));
  });

  it('includes a slip that waits: it can be taken back', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    store.call('302', '7');
    await store.wait(5);
    store.runner.dismiss(must(store.runner.list()[0]).id);
    await store.sim('clock-room').setPower(true);
    await store.wait(60);
    expect(store.sim('clock-room').cuts).toBe(0);
    expect(store.states(clockRoom)).toEqual(['dismissed']);
  });

  it('does not grow for ever', async () => {
    const voice = {
      async run() {
        throw new HardwareError('VOICE_NO_ENGINE');
      },
    };
    const store = await new SimulatedStore({ voice }).start();
    store.call('302', '7');
    await store.wait(10);
    expect(store.listed()).toEqual([['voice', 'failed', 'VOICE_NO_ENGINE']]);
    await store.wait(3 * 3600);
    expect(store.runner.list()).toEqual([]);
    store.call('303', '8');
    await store.wait(10);
    expect(store.states('voice')).toEqual(['dismissed', 'failed']);
  });

  it('includes what failed by a fault of the program', async () => {
    const store = await new SimulatedStore({
      voice: {
        async run() {
          throw new TypeError('a fault');
        },
      },
    }).start();
    store.call('302', '7');
    await store.wait(10);
    expect(store.listed()).toEqual([['voice', 'failed', 'INTERNAL']]);
    expect(store.states(clockRoom)).toEqual(['done']);
  });
});
