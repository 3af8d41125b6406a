import { describe, expect, it, onTestFinished } from 'vitest';
import type { CommandInput, CommandName } from '../../../core/model/commands.ts';
import { policyOf } from '../../../core/model/rotation/policy.ts';
import type { Site, StaffRole } from '../../../core/model/site/schema.ts';
import type { Section } from '../../../core/model/site/sections.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const bare = (): Site => ({ ...exampleSite(), printers: [], buses: [], readers: [] });
const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
const signedIn = (store: RunningStore, role: StaffRole): Connection => {
  const connection = { ...desk };
  store.sessions.signInAs(connection, bare().staff.find((person) => person.role === role)?.no ?? '');
  return connection;
};

/** A store set up from the example, without devices. */
async function opened(): Promise<RunningStore> {
  const store = await RunningStore.open({ dataDir: temporaryDirectory(), log: quiet, voice: 'none' });
  onTestFinished(() => store.close());
  await store.setup.fromFile(JSON.stringify(bare()));
  return store;
}

const act = <N extends CommandName>(store: RunningStore, name: N, data: CommandInput<N>) =>
  store.act(desk, uuidV7(Date.now()), { name, data } as never);
const exported = (store: RunningStore) =>
  JSON.parse(store.setup.exportSite(desk, { withKeys: false, withCards: true })) as Site;

interface Refusal {
  code: string;
  context: { sections?: { section: string; key: string }[]; difference?: { key: string } };
}

/** What came of an import; what it changes was read by whoever brings it, of what changed since nothing. */
async function taking(store: RunningStore, file: Site, read: { despite?: string[]; keep?: Section[] } = {}, by = desk) {
  const take = (despite: string[]) => store.setup.importSite(by, JSON.stringify(file), { ...read, despite });
  try {
    await take(read.despite ?? []).catch((error: Refusal) => {
      const { code, context } = error;
      if (code !== 'SITE_CHANGES_SETTINGS' || context.sections?.length !== 0) throw error;
      return take([...(read.despite ?? []), context.difference?.key ?? '']);
    });
    return { code: 'done', sections: [] };
  } catch (error) {
    const { code, context } = error as Refusal;
    return { code, sections: context.sections ?? [] };
  }
}
const keysIn = (sections: readonly { key: string }[]) => sections.map(({ key }) => key);

/** What an item costs, dearer. */
const priced = (site: Site, price: number): Site['services'] =>
  site.services.map((one) => (one.code === '101' ? { ...one, price } : one));
const priceIn = (store: RunningStore) => exported(store).services.find(({ code }) => code === '101')?.price;
function setPrice(store: RunningStore, price: number, basedOn: number): void {
  act(store, 'settings.setItems', { basedOn, value: { services: priced(exported(store), price) } });
}

describe('a file that was exported', () => {
  it('changes what was changed in it, and nothing of what it says as it was', async () => {
    const store = await opened();
    const file = exported(store);
    expect(await taking(store, { ...file, services: priced(file, 15_800) })).toMatchObject({ code: 'done' });
    expect(priceIn(store)).toBe(15_800);
    expect(exported(store)).toMatchObject({ rooms: file.rooms, rotation: file.rotation });
    // A second time it would change nothing: there is nothing to read.
    expect(await taking(store, { ...file, services: priced(file, 15_800) })).toMatchObject({ code: 'done' });
  });

  it('takes nothing back unseen that was set since', async () => {
    const store = await opened();
    const file = exported(store);
    setPrice(store, 15_800, 1);
    const edited = { ...file, voice: { ...file.voice, repeat: 3 } };
    const refused = await taking(store, edited);
    expect(refused).toMatchObject({ code: 'SETTINGS_CHANGED', sections: [{ section: 'items', isEdited: false }] });
    expect(exported(store).voice.repeat).toBe(file.voice.repeat);
    // One way on: the store's own stay, and what was changed in the file comes.
    expect(await taking(store, edited, { keep: ['items'] })).toMatchObject({ code: 'done' });
    expect(priceIn(store)).toBe(15_800);
    expect(exported(store).voice.repeat).toBe(3);
    // The other: it is taken back, and was read.
    const { sections } = await taking(store, file);
    expect(sections).toMatchObject([{ section: 'items' }, { section: 'voice', isEdited: false }]);
    expect(await taking(store, file, { despite: keysIn(sections) })).toMatchObject({ code: 'done' });
    expect(exported(store)).toMatchObject({ services: file.services, voice: file.voice });
  });

  it('says where both were changed, and asks again when it is set again meanwhile', async () => {
    const store = await opened();
    const file = exported(store);
    const edited = { ...file, services: priced(file, 9_900) };
    setPrice(store, 15_800, 1);
    const { sections } = await taking(store, edited);
    expect(sections).toMatchObject([{ section: 'items', isEdited: true }]);
    setPrice(store, 16_800, 2);
    expect(await taking(store, edited, { despite: keysIn(sections) })).toMatchObject({ code: 'SETTINGS_CHANGED' });
    expect(priceIn(store)).toBe(16_800);
    // As the file has it: nothing is taken back.
    setPrice(store, 9_900, 3);
    expect(await taking(store, edited)).toMatchObject({ code: 'done' });
  });

  it('does not take back policies and types of clocks, which are set on a screen of their own', async () => {
    const store = await opened();
    const file = exported(store);
    const [entry] = file.rotation;
    const { group, ...fields } = entry as Site['rotation'][number];
    const policy = { ...policyOf(fields), holdMinutes: 5, noTurnItems: [] };
    act(store, 'rotation.setPolicy', { group, gender: null, fromDate: '2099-01-01', preset: null, policy });
    const refused = await taking(store, file);
    expect(refused).toMatchObject({ code: 'SETTINGS_CHANGED', sections: [{ section: 'rotation', isEdited: false }] });
    expect(await taking(store, file, { keep: ['rotation'] })).toMatchObject({ code: 'done' });
    expect(exported(store).rotation[0]?.versions).toHaveLength(1);
  });

  it('takes no stock and no lost card back, and asks nothing about them', async () => {
    const store = await opened();
    const file = exported(store);
    act(store, 'stock.adjust', { goodsCode: 'D01', quantity: -5, reason: 'broken' });
    act(store, 'card.block', { holder: 'staff', no: 'R01', reason: 'lost' });
    act(store, 'card.replace', { holder: 'staff', no: 'R01', card: '0A0B0C0D' });
    const now = exported(store);
    expect(await taking(store, file)).toMatchObject({ code: 'done' });
    expect({ ...exported(store) }).toEqual(now);
  });

  it('of another store, or with marks that are made up, is asked about as any other', async () => {
    const [store, other] = [await opened(), await opened()];
    setPrice(other, 9_900, 1);
    const file = exported(other);
    setPrice(store, 15_800, 1);
    expect(await taking(store, file)).toMatchObject({ code: 'SETTINGS_CHANGED', sections: [{ section: 'items' }] });
    const made = { ...file, asExported: { rooms: 'x', nothing: 'y' } };
    expect(await taking(store, made)).toMatchObject({ code: 'SETTINGS_CHANGED', sections: [{ section: 'items' }] });
  });
});

describe('a file that somebody wrote', () => {
  it('shows what it changes, and changes it when that was read', async () => {
    const store = await opened();
    const file = { ...bare(), services: priced(bare(), 9_900), voice: { ...bare().voice, repeat: 3 as const } };
    const { code, sections } = await taking(store, file);
    expect([code, sections]).toMatchObject([
      'SITE_CHANGES_SETTINGS',
      [
        { section: 'items', isEdited: null },
        { section: 'voice', isEdited: null },
      ],
    ]);
    expect(priceIn(store)).not.toBe(9_900);
    expect(await taking(store, file, { despite: keysIn(sections) })).toMatchObject({ code: 'done' });
    expect(priceIn(store)).toBe(9_900);
    // The same again says nothing new.
    expect(await taking(store, file)).toMatchObject({ code: 'done' });
  });
});

describe('whoever looks after the devices', () => {
  it('brings devices, with a file of before a price was set; the price stays', async () => {
    const store = await opened();
    const file = exported(store);
    setPrice(store, 15_800, 1);
    act(store, 'stock.adjust', { goodsCode: 'D01', quantity: -5, reason: 'broken' });
    const quieter = { ...file, voice: { ...file.voice, repeat: 3 as const } };
    const by = signedIn(store, 'technical');
    expect(await taking(store, quieter, {}, by)).toMatchObject({ code: 'done' });
    expect(priceIn(store)).toBe(15_800);
    expect(exported(store).voice.repeat).toBe(3);
    const dearer = { ...file, services: priced(file, 1_000) };
    expect(await taking(store, dearer, {}, by)).toMatchObject({ code: 'SETTINGS_NOT_ALLOWED' });
  });
});
