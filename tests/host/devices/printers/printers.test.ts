import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { jobsIn } from '../../../../db/operational/jobs.ts';
import { realScheduler } from '../../../../hardware/scheduler.ts';
import { SimPrinter } from '../../../../hardware/sim/printer.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import { DevicePaths } from '../../../../host/devices/kind/device-path.ts';
import { StorePrinters } from '../../../../host/devices/printers/printers.ts';
import { StorePrinter } from '../../../../host/devices/printers/store-printer.ts';
import { JobRunner } from '../../../../host/effects/job-runner.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { exampleSite, must, ShopDay } from '../../../db/shop-day.ts';
import { SimulatedStore } from '../../effects/simulated-store.ts';

const site = exampleSite();

describe('simulated printers', () => {
  it('are found when the store opens', async () => {
    const store = new SimulatedStore();
    expect(store.printers.states().map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
    await store.wait(1);
    expect(store.printers.states()).toEqual(
      ['front', 'clock-room', 'kitchen', 'bar'].map((id) => ({ id, state: 'ok', reason: null, paperLow: false })),
    );
  });

  it('that come back are seen without a print', async () => {
    const store = await new SimulatedStore().start();
    store.sim('front').setPaper('out');
    await expect(Promise.all([store.printers.test('front'), store.wait(2)])).rejects.toMatchObject({
      code: 'PRINTER_NO_PAPER',
    });
    expect(store.printers.states()[0]).toEqual({ id: 'front', state: 'no-paper', reason: null, paperLow: false });
    store.sim('front').setPaper('full');
    await store.wait(31);
    expect(store.printers.states()[0]).toEqual({ id: 'front', state: 'ok', reason: null, paperLow: false });
    expect(store.scheduler.pendingCount).toBe(0);
  });

  it('print a test, and keep the last thirty slips, the newest first', async () => {
    const store = await new SimulatedStore().start();
    for (let count = 0; count < 32; count++) await Promise.all([store.printers.test('printer/bar'), store.wait(2)]);
    const slips = store.printers.slips('bar');
    expect(slips.map((slip) => slip.id)).toEqual(Array.from({ length: 30 }, (_, index) => 32 - index));
    expect(slips[0]?.text).toContain('打印测试');
    expect(slips[0]?.svg).toMatch(/^<svg/);
    expect(must(slips[0]).at).toBeGreaterThan(must(slips[1]).at);
  });

  it('whose path no device is at are not opened, and say why', async () => {
    const store = await new SimulatedStore().start();
    const keys = path.join(temporaryDirectory(), 'terminal-keys.json');
    writeFileSync(keys, '{}');
    const wild = { ...must(site.printers[0]), transport: { type: 'file' as const, path: keys } };
    store.act((day) => day.importSite({ ...site, printers: [wild] }));
    await Promise.all([store.printers.reload(), store.wait(5)]);
    const tested = store.printers.test('front').then(
      () => 'printed',
      () => 'refused',
    );
    await store.wait(60);
    expect(await tested).toBe('refused');
    expect(store.printers.states()).toMatchObject([{ id: 'front', reason: 'DEVICE_PATH' }]);
    expect(readFileSync(keys, 'utf8')).toBe('{}');
  });

  it('are refused by name where there is none', async () => {
    const store = new SimulatedStore();
    await expect(store.printers.test('attic')).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' });
    expect(store.printers.device('attic')).toBeNull();
    expect(store.printers.sim('attic')).toBeNull();
    expect(store.printers.slips('attic')).toEqual([]);
  });

  it('stay as they are when a new site file says the same of them, and change where it does not', async () => {
    const store = await new SimulatedStore().start();
    await Promise.all([store.printers.test('front'), store.wait(2)]);
    const [front, , kitchen] = site.printers;
    const printers = [must(front), { ...must(kitchen), paperMm: 58 as const }, { ...must(kitchen), id: 'roof' }];
    store.act((day) => day.importSite({ ...site, printers }));
    await Promise.all([store.printers.reload(), store.wait(2)]);
    await store.wait(2);
    expect(store.printers.states()).toEqual(
      ['front', 'kitchen', 'roof'].map((id) => ({ id, state: 'ok', reason: null, paperLow: false })),
    );
    expect(store.printers.slips('front')).toHaveLength(1);
    await store.printers.close();
  });
});

describe('a printer on the network', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  it('prints once, waits while it is off, and is uncertain when it hangs up', async () => {
    const device = new SimPrinter();
    const port = await device.listen(0);
    const day = new ShopDay();
    const printers = site.printers.map((printer) =>
      printer.id === 'clock-room'
        ? { ...printer, transport: { type: 'tcp' as const, host: '127.0.0.1', port } }
        : printer,
    );
    day.importSite({ ...site, printers });
    const { db } = day;
    let changed: (() => void)[] = [];
    const onChange = () => {
      const told = changed;
      changed = [];
      for (const tell of told) tell();
    };
    const facts = { db, now: () => day.at, scheduler: realScheduler, onChange };
    const storePrinters = new StorePrinters({
      paths: new DevicePaths(temporaryDirectory()),
      ...facts,
      site: () => db.state.site,
    });
    const runner = new JobRunner({
      ...facts,
      deviceFor: (name) => storePrinters.device(name),
      log: () => undefined,
    });
    open.push({ close: () => runner.stop() }, storePrinters, device);
    const states = () =>
      jobsIn(db.read, 'waiting', 'running', 'done', 'uncertain')
        .filter((job) => job.device === 'printer/clock-room')
        .map(({ state, errorCode }) => errorCode ?? state);
    const until = async (...expected: string[]) => {
      while (states().join() !== expected.join()) await new Promise<void>((resolve) => changed.push(resolve));
    };
    const call = (roomNo: string, technicianNo: string) => {
      day.order(must(day.openRoom(roomNo, [null]).guestIds[0]), technicianNo);
      runner.wake();
    };

    runner.start();
    call('301', '1');
    await until('done');
    expect(device.slips.map((slip) => slip.text.includes('301'))).toEqual([true]);

    await device.setPower(false);
    call('302', '2');
    await until('done', 'PRINTER_OFFLINE');
    await device.setPower(true);
    runner.retry(must(runner.list().find((job) => job.device === 'printer/clock-room')).id);
    await until('done', 'done');
    expect(device.cuts).toBe(2);
    expect(device.slips[1]?.text).not.toContain('副本');

    device.dropLineAfter(60);
    call('303', '3');
    await until('done', 'done', 'PRINTER_MAYBE_PRINTED');
    expect(device.cuts).toBe(2);
    expect(storePrinters.states()).toContainEqual({
      id: 'clock-room',
      state: 'offline',
      reason: null,
      paperLow: false,
    });
    expect(storePrinters.sim('clock-room')).toBeNull();
  });
});

describe('a printer that rests', () => {
  it('is asked every minute: what is wrong with it is known before the next slip', async () => {
    const sim = new SimPrinter();
    const port = await sim.listen(0);
    const scheduler = new SimulatedScheduler();
    let changed = () => {};
    const printer = new StorePrinter({
      paths: new DevicePaths(temporaryDirectory()),
      settings: { ...must(site.printers[0]), transport: { type: 'tcp', host: '127.0.0.1', port } },
      scheduler,
      now: () => 0,
      onChange: () => changed(),
    });
    const until = (state: string) =>
      new Promise<void>((resolve) => {
        changed = () => {
          if (printer.state === state) resolve();
        };
        changed();
      });
    try {
      await until('ok');
      sim.setPaper('out');
      await scheduler.advance(60_000);
      await until('no-paper');
      sim.setPaper('full');
      await scheduler.advance(30_000);
      await until('ok');
      await sim.setPower(false);
      await scheduler.advance(60_000);
      await until('offline');
    } finally {
      await printer.close();
      await sim.close();
    }
  });
});
