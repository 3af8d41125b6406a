import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HealthCode, HealthLineView } from '../../../host/parts/health/views.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { managerPin, refusal, WatchedStore } from '../safekeeping/watched-store.ts';

/** Stores that are opened again and again. */
const longMs = 240_000;
/** What the machine of the tests says of itself. */
const ofTheMachine: HealthCode[] = ['DISK_LOW', 'MEMORY_LOW', 'MEMORY_USED'];

const linesOf = (watched: WatchedStore) =>
  watched.store.health.now().lines.filter(({ code }) => !ofTheMachine.includes(code));
const codesOf = (watched: WatchedStore) => linesOf(watched).map(({ code }) => code);
const lineOf = (watched: WatchedStore, code: HealthCode): HealthLineView | undefined =>
  linesOf(watched).find((line) => line.code === code);

describe('what is wrong with a store', () => {
  it(
    'stands there until it is put right, since when also after a restart',
    async () => {
      const watched = new WatchedStore();
      await watched.setUp();
      expect(codesOf(watched)).toEqual(expect.arrayContaining(['SHEET_NONE', 'SECOND_PLACE_NONE']));
      const since = lineOf(watched, 'SHEET_NONE')?.since;
      await watched.wait(90);
      expect(lineOf(watched, 'SHEET_NONE')?.since).toBe(since);
      await watched.close();
      await watched.open();
      await watched.wait(5);
      expect(lineOf(watched, 'SHEET_NONE')?.since).toBe(since);
      await watched.store.safekeeping.makeSheet(watched.desk(), null);
      expect(codesOf(watched)).not.toContain('SHEET_NONE');
      await watched.close();
      watched.secondPlace = temporaryDirectory();
      await watched.open();
      expect(codesOf(watched)).not.toContain('SECOND_PLACE_NONE');
      // What cannot be read counts as nothing known; the store opens all the same.
      await watched.close();
      writeFileSync(path.join(watched.dataDir, 'health.json'), '{"x":');
      await watched.open();
      expect(watched.store.health.now().lines).toBeInstanceOf(Array);
    },
    longMs,
  );

  it('tells ports that are not there, and who is locked out, without a name', async () => {
    const watched = new WatchedStore();
    const store = await watched.open();
    const site = exampleSite();
    const printer = { ...site.printers[0], transport: { type: 'usb', path: '/dev/usb/lp91' } };
    await store.setup.fromFile(JSON.stringify({ ...site, buses: [], printers: [printer] }));
    await store.sessions.setFirstPin(watched.desk(), 'M01', managerPin);
    expect(lineOf(watched, 'PORT_AWAY')).toMatchObject({
      ...{ subject: printer.id, facts: { path: '/dev/usb/lp91' }, tone: 'wrong' },
    });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await refusal(() => store.sessions.signIn(watched.desk(), 'M01', '0000'))).toBe('PIN_WRONG');
    }
    const locked = lineOf(watched, 'PIN_LOCKED_OUT');
    expect(locked?.subject).toContain('M01');
    expect(JSON.stringify(watched.store.health.now())).not.toContain(site.staff[0]?.name ?? '?');
    await watched.wait(10);
    expect(codesOf(watched)).not.toContain('PIN_LOCKED_OUT');
  });

  it('a beacon that is gone or behind, a copy that failed, a store that has stopped', async () => {
    const watched = new WatchedStore();
    watched.secondPlace = path.join(temporaryDirectory(), 'file', 'below');
    writeFileSync(path.dirname(watched.secondPlace), '');
    await watched.setUp();
    watched.work(1);
    // What is of this minute may be on its way to a far one.
    expect(codesOf(watched)).not.toContain('BEACON_AWAY');
    rmSync(path.join(watched.dataDir, 'journal.beacon'));
    await watched.wait(2, () => watched.store.safekeeping.state().copy !== null);
    await watched.wait(1, () => lineOf(watched, 'BEACON_AWAY') !== undefined);
    expect(linesOf(watched).map(({ code, subject }) => [code, subject])).toContainEqual(['BEACON_AWAY', 'near']);
    expect(lineOf(watched, 'COPY_FAILED')).toMatchObject({ tone: 'wrong' });
    watched.store.stopTrading({ code: 'DATA_FOLDER_SHARED', context: { host: 'other' } });
    expect(watched.store.health.now().lines[0]).toMatchObject({ code: 'TRADING_STOPPED', tone: 'wrong' });
  });

  it('since when is written down as soon as it is seen', async () => {
    const watched = new WatchedStore();
    await watched.setUp();
    rmSync(path.join(watched.dataDir, 'health.json'), { force: true });
    expect(watched.store.health.now().lines.length).toBeGreaterThan(0);
    const kept: unknown = JSON.parse(readFileSync(path.join(watched.dataDir, 'health.json'), 'utf8'));
    expect(kept).toMatchObject({ 'SHEET_NONE ': expect.any(Number) });
  });
});
