import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { confirming } from './reading-first.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const pin = '735019';
const withPins = (): Site => {
  const site = { ...exampleSite(), printers: [], readers: [] };
  return { ...site, staff: site.staff.map((one) => (one.no === 'M01' ? { ...one, pin } : one)) };
};

interface Refusal {
  cause: {
    code: string;
    context: {
      act: string;
      subject: { kind: string; id: string };
      difference: { key: string; changes: SettingChange[] };
      missing: SettingChange[];
    };
  };
}

async function opened() {
  const dataDir = temporaryDirectory();
  const store = await RunningStore.open({ dataDir, log: quiet, voice: 'none' });
  onTestFinished(() => store.close());
  await store.setup.fromFile(JSON.stringify(withPins()));
  const screenOf = (staffNo: string) => {
    const connection: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
    store.sessions.signInAs(connection, staffNo);
    return appRouter.createCaller({ store, connection });
  };
  return { store, dataDir, technical: screenOf('T01'), manager: screenOf('M01') };
}

type Screen = Awaited<ReturnType<typeof opened>>['manager'];
const exported = async (call: Screen) =>
  JSON.parse(await call.setup.exportSite({ withKeys: false, withCards: false })) as Site;
const priced = (site: Site, price: number): Site => ({
  ...site,
  services: site.services.map((one) => (one.code === '101' ? { ...one, price } : one)),
});
const refusalOf = async (work: Promise<unknown>): Promise<Refusal['cause']> => {
  const error = await work.then(
    () => null,
    (refused: Refusal) => refused,
  );
  if (!error) throw new Error('it was not refused');
  return error.cause;
};
const priceIn = async (call: Screen) => (await exported(call)).services.find(({ code }) => code === '101')?.price;

describe('an import', () => {
  it('shows what it changes before it is taken, with and without marks, and again where that became another', async () => {
    const { manager } = await opened();
    const marked = priced(await exported(manager), 15_800);
    for (const file of [marked, { ...marked, asExported: undefined }]) {
      const json = JSON.stringify(file);
      const { code, context } = await refusalOf(manager.setup.importSite({ json }));
      expect(code).toBe('SITE_CHANGES_SETTINGS');
      expect(context.difference.changes).toMatchObject([{ no: '101', field: 'price', before: 13_800, after: 15_800 }]);
      expect(await priceIn(manager)).toBe(13_800);
      // What was read of one file says nothing of another.
      const other = JSON.stringify(priced(marked, 1));
      const again = await refusalOf(manager.setup.importSite({ json: other, despite: [context.difference.key] }));
      expect(again.code).toBe('SITE_CHANGES_SETTINGS');
    }
    const json = JSON.stringify(marked);
    const { context } = await refusalOf(manager.setup.importSite({ json }));
    const despite = [context.difference.key];
    // Read, it is confirmed by the PIN of whoever is there; a session that was left open is not enough.
    const asked = await refusalOf(manager.setup.importSite({ json, despite }));
    expect([asked.code, asked.context.act]).toEqual(['SETTINGS_CONFIRM', 'site.import']);
    expect(await priceIn(manager)).toBe(13_800);
    await confirming(manager, { staffNo: 'M01', pin }, (how) => manager.setup.importSite({ json, ...how, despite }));
    expect(await priceIn(manager)).toBe(15_800);
    expect((await manager.settings.changes({ days: null })).rows).toMatchObject([
      { actor: 'M01', station: 'desk', way: 'import', changes: [{ field: 'price' }] },
    ]);
  });

  it('of somebody without the right is taken with a manager’s approval of exactly that, by her PIN', async () => {
    const { technical } = await opened();
    const file = priced(await exported(technical), 15_800);
    const json = JSON.stringify(file);
    const { code, context } = await refusalOf(technical.setup.importSite({ json }));
    expect([code, context.missing.map(({ right }) => right)]).toEqual(['SETTINGS_NOT_ALLOWED', ['settings.prices']]);
    const { authorisationId } = await technical.authorisations.give({
      commandId: uuidV7(Date.now()),
      ...{ act: context.act, subject: context.subject, reason: '新价格' },
      proof: { kind: 'pin', staffNo: 'M01', pin },
    });
    const more = { despite: [context.difference.key], authorisationId };
    const other = JSON.stringify(priced(file, 1));
    expect((await refusalOf(technical.setup.importSite({ json: other, ...more }))).code).toBe(
      'AUTHORISATION_FOR_ANOTHER',
    );
    await technical.setup.importSite({ json, ...more });
    expect(await priceIn(technical)).toBe(15_800);
    expect((await technical.settings.changes({ days: null })).rows).toMatchObject([{ actor: 'T01', allowedBy: 'M01' }]);
  });

  it('names terminals that get another key, and no key', async () => {
    const { store, technical } = await opened();
    const file = await exported(technical);
    const scbk = '000102030405060708090A0B0C0D0E0F';
    const buses = file.buses.map((bus, at) => ({
      ...bus,
      terminals: bus.terminals.map((one, index) => (at === 0 && index === 0 ? { ...one, scbk } : one)),
    }));
    const json = JSON.stringify({ ...file, buses });
    const { context } = await refusalOf(technical.setup.importSite({ json }));
    const [first] = file.buses;
    const no = `${first?.id}/${first?.terminals[0]?.address}`;
    expect(context.difference.changes).toMatchObject([
      { kind: 'terminal', no, field: 'key', before: null, after: '***' },
    ]);
    await technical.setup.importSite({ json, despite: [context.difference.key] });
    expect(JSON.stringify((await technical.settings.changes({ days: null })).rows)).not.toContain(scbk);
    const out = store.setup.exportSite(
      { stationId: 'desk', isOwn: true, sessionToken: null },
      { withKeys: true, withCards: false },
    );
    expect(out).toContain(scbk);
  });

  it('at a start where there is a store is not taken, and the log says what it would change', async () => {
    const { store, dataDir, manager } = await opened();
    const siteFile = path.join(temporaryDirectory(), 'site.json');
    writeFileSync(siteFile, JSON.stringify(priced(await exported(manager), 1)));
    await store.close();
    const warned: object[] = [];
    const log = { ...quiet, warn: (facts: object) => void warned.push(facts) };
    const again = await RunningStore.open({ dataDir, siteFile, log, voice: 'none' });
    onTestFinished(() => again.close());
    expect(warned).toContainEqual({
      file: siteFile,
      changes: 1,
      lines: ['Item 101 Classic foot care price: ¥138.00 → ¥0.01'],
    });
    expect(readFileSync(siteFile, 'utf8')).toContain('"price":1');
  });
});
