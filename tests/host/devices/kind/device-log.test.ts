import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DeviceLog } from '../../../../host/devices/kind/device-log.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newLog(mostBytesOfFile?: number) {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'clockroom-log-')), 'logs');
  folders.push(path.dirname(folder));
  let at = 0;
  const now = () => ++at;
  return { folder, log: new DeviceLog(folder, { now, ...(mostBytesOfFile ? { mostBytesOfFile } : {}) }) };
}

describe('the device log', () => {
  it('tells the newest first, and of some devices or only trouble where asked', () => {
    const { log } = newLog();
    log.add('printer/front', 'state', { state: 'ok' });
    log.add('terminal/floor-2/1', 'state', { state: 'offline', reason: 'silent' }, 'warn');
    log.add('printer/kitchen', 'state', { state: 'no-paper' }, 'warn');
    expect(log.read({ limit: 10 }).map(({ device, at }) => [device, at])).toEqual([
      ['printer/kitchen', 3],
      ['terminal/floor-2/1', 2],
      ['printer/front', 1],
    ]);
    expect(log.read({ limit: 10, device: 'printer/' }).map(({ device }) => device)).toEqual([
      'printer/kitchen',
      'printer/front',
    ]);
    expect(log.read({ limit: 10, level: 'warn', device: 'terminal/' })).toMatchObject([
      { facts: { state: 'offline', reason: 'silent' } },
    ]);
    expect(log.read({ limit: 1 })).toHaveLength(1);
    expect(log.text().split('\n')).toHaveLength(3);
  });

  it('goes on in a new file when one is full, and keeps five', () => {
    const { log, folder } = newLog(1_000);
    for (let count = 0; count < 100; count++) log.add('printer/front', 'state', { count });
    expect(readdirSync(folder).sort()).toEqual([
      'devices.1.log',
      'devices.2.log',
      'devices.3.log',
      'devices.4.log',
      'devices.log',
    ]);
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(1_000);
    const counts = log.read({ limit: 1_000 }).map(({ facts }) => facts.count);
    expect(counts[0]).toBe(99);
    expect(counts).toEqual(Array.from(counts, (_, index) => 99 - index));
    expect(new Set(log.read({ limit: 1_000 }).map(({ id }) => id)).size).toBe(counts.length);
  });

  it('goes on after a restart where it was', () => {
    const { log, folder } = newLog(1_000);
    log.add('voice', 'test', {});
    const again = new DeviceLog(folder, { now: () => 7 });
    again.add('voice', 'test', {});
    expect(again.read({ limit: 10 }).map(({ at }) => at)).toEqual([7, 1]);
  });

  it('never writes what could be a secret, nor anything that is no plain fact', () => {
    const { log, folder } = newLog();
    log.add('terminal/a/1', 'state', {
      ...{ scbk: 'AA'.repeat(16), pin: '4711', sessionToken: 'tttt', cardUid: '04AABBCC', key: 'kkkk' },
      ...{ nested: { pin: '4711' }, bytes: Uint8Array.of(1, 2), list: ['4711'], long: 'x'.repeat(5_000) },
      ...{ code: 'OSDP_OFFLINE', attempts: 3, open: false },
    });
    const written = readFileSync(path.join(folder, 'devices.log'), 'utf8');
    expect(written).not.toMatch(/4711|AAAA|tttt|04AABBCC|kkkk/);
    expect(written.length).toBeLessThan(600);
    expect(log.read({ limit: 1 })[0]?.facts).toEqual({
      ...{ long: 'x'.repeat(200), code: 'OSDP_OFFLINE', attempts: 3, open: false },
    });
  });

  it('passes over half a line and anything that is not its own', () => {
    const { log, folder } = newLog();
    log.add('voice', 'test', {});
    appendFileSync(path.join(folder, 'devices.log'), '{"at":5,"devi\n[]\nnull\n{"at":"x"}\n');
    expect(log.read({ limit: 10 })).toHaveLength(1);
  });

  it('lets the store go on where it cannot write', () => {
    const { folder } = newLog();
    appendFileSync(path.join(path.dirname(folder), 'file'), 'x');
    const log = new DeviceLog(path.join(path.dirname(folder), 'file', 'logs'), { now: () => 1 });
    log.add('voice', 'test', {});
    expect(log.read({ limit: 10 })).toEqual([]);
  });
});
