import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { confirming } from './reading-first.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const pin = '24681357';
const bare = (): Site => ({ ...exampleSite(), printers: [], readers: [] });
const plain = { withKeys: false, withCards: false };
const otherCard = '04AABBCCDDEE01';

/** The manager has one, to confirm what she changes. */
const withPin = (site: Site) => ({
  ...site,
  staff: site.staff.map((one) => (one.no === 'M01' ? { ...one, pin } : one)),
});

async function opened() {
  const dataDir = temporaryDirectory();
  const store = await RunningStore.open({ dataDir, log: quiet, voice: 'none' });
  onTestFinished(() => store.close());
  await store.setup.fromFile(JSON.stringify(withPin(bare())));
  const screenOf = (staffNo: string) => {
    const connection: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
    store.sessions.signInAs(connection, staffNo);
    return { connection, call: appRouter.createCaller({ store, connection }) };
  };
  return { store, dataDir, technical: screenOf('T01'), manager: screenOf('M01') };
}

const cardsOf = (site: Site) =>
  [...site.staff, ...site.technicians, ...site.wristbands, ...(site.lostCards ?? [])].flatMap(({ card }) => card ?? []);

type Opened = Awaited<ReturnType<typeof opened>>;

const exported = async ({ call }: Opened['manager'], what = plain) =>
  JSON.parse(await call.setup.exportSite(what)) as Site;
const withCards = ({ manager }: Opened) => exported(manager, { withKeys: false, withCards: true });

const taking = ({ manager: { call } }: Opened, json: string) =>
  confirming(call, { staffNo: 'M01', pin }, (how) => call.setup.importSite({ json, ...how }));

const block = (own: Opened, no: string) => {
  const data = { holder: 'technician' as const, no, reason: '丢失' };
  return own.manager.call.act({ commandId: uuidV7(Date.now()), name: 'card.block', data });
};

describe('an export', () => {
  it('has no card, whoever asks for it; with cards it is the manager’s', async () => {
    const own = await opened();
    await block(own, '1');
    const real = cardsOf(bare());
    for (const who of [own.technical, own.manager]) {
      const text = await who.call.setup.exportSite(plain);
      expect(real.filter((card) => text.includes(card))).toEqual([]);
    }
    await expect(own.technical.call.setup.exportSite({ withKeys: false, withCards: true })).rejects.toThrow(
      'NOT_ALLOWED',
    );
    const whole = await withCards(own);
    expect(new Set(cardsOf(whole))).toEqual(new Set(real));
  });

  it('stands in the journal: who, where, with keys or cards or not', async () => {
    const own = await opened();
    await exported(own.technical);
    await exported(own.technical, { withKeys: true, withCards: false });
    await withCards(own);
    await own.technical.call.setup.exportSite({ withKeys: false, withCards: true }).catch(() => undefined);
    await own.store.close();
    const db = StoreDatabase.open(path.join(own.dataDir, 'store.sqlite'));
    const rows = db.read.all<{ actor: string; station: string; payload: string }>(
      `SELECT actor, station, payload FROM journal WHERE type = 'site.exported' ORDER BY seq`,
    );
    db.close();
    expect(rows.map(({ payload, ...row }) => ({ ...row, ...JSON.parse(payload) }))).toEqual([
      { actor: 'T01', station: 'desk', withKeys: false, withCards: false },
      { actor: 'T01', station: 'desk', withKeys: true, withCards: false },
      { actor: 'M01', station: 'desk', withKeys: false, withCards: true },
    ]);
  });
});

it('nor does a screen learn a card by what it did to it, asked once or again', async () => {
  const own = await opened();
  const receptionist: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
  own.store.sessions.signInAs(receptionist, 'R01');
  const desk = appRouter.createCaller({ store: own.store, connection: receptionist });
  const card = bare().staff.find(({ no }) => no === 'C01')?.card ?? '';
  const data = { holder: 'staff' as const, no: 'C01', reason: '丢失' };
  const command = { commandId: uuidV7(Date.now()), name: 'card.block' as const, data };
  for (const answer of [await desk.act(command), await desk.act(command)]) {
    expect(answer.events).toMatchObject([{ type: 'card.blocked', payload: { no: 'C01', reason: '丢失' } }]);
    expect(JSON.stringify(answer)).not.toContain(card);
  }
  const people = sectionsOf(await withCards(own), false).people;
  const value = { ...people, groups: [...people.groups] };
  const set = { commandId: uuidV7(Date.now()), name: 'settings.setPeople' as const, data: { basedOn: 1, value } };
  const answer = await own.manager.call.act(set);
  expect(answer.events).toMatchObject([{ type: 'settings.peopleSet' }]);
  expect(cardsOf(bare()).filter((one) => JSON.stringify(answer).includes(one))).toEqual([]);
});

describe('a file without cards', () => {
  it('taken in again as it is changes nothing, and everybody keeps her card, those that are lost too', async () => {
    const own = await opened();
    await block(own, '1');
    const before = await withCards(own);
    for (const who of [own.technical, own.manager]) {
      const file = await exported(who);
      await who.call.setup.importSite({ json: JSON.stringify(file) });
      expect(await withCards(own)).toEqual(before);
    }
  });

  it('changes what was edited in it, and gives a card to whoever has one there', async () => {
    const own = await opened();
    const before = await withCards(own);
    const file = await exported(own.manager);
    const [first, second, ...others] = file.staff;
    if (!first || !second) throw new Error('nobody');
    const newcomer = { no: 'R77', name: '新来的', role: 'receptionist' as const, card: otherCard };
    const json = JSON.stringify({ ...file, staff: [{ ...first, name: '改名' }, second, ...others, newcomer] });
    await taking(own, json);
    const after = await withCards(own);
    expect(after.staff).toHaveLength(before.staff.length + 1);
    expect(after.staff[0]).toEqual({ ...before.staff[0], name: '改名' });
    expect(after.staff.at(-1)).toMatchObject(newcomer);
    expect(after.technicians).toEqual(before.technicians);
    expect(after.wristbands).toEqual(before.wristbands);
  });

  it('keeps the card of whoever takes another number, and has none for whoever is new', async () => {
    const own = await opened();
    const before = await withCards(own);
    const file = await exported(own.manager);
    const moved = before.staff.find(({ no }) => no === 'R03');
    const staff = file.staff.map((one) => (one.no === 'R03' ? { ...one, no: 'R93' } : one));
    const changed = JSON.stringify({ ...file, staff });
    await taking(own, changed);
    expect((await withCards(own)).staff.find(({ no }) => no === 'R93')).toEqual({ ...moved, no: 'R93' });

    const stranger = { no: 'R99', name: '某人', role: 'receptionist' };
    const strange = JSON.stringify({ ...(await exported(own.manager)), staff: [...staff, stranger] });
    await taking(own, strange);
    const after = await withCards(own);
    expect(after.staff.at(-1)).toEqual({ ...stranger, id: 'R99' });
    expect(after.staff.slice(0, -1).map(({ card }) => card)).toEqual(before.staff.map(({ card }) => card));
  });

  it('is told apart from what was set since, a card that was replaced too', async () => {
    const own = await opened();
    const file = await exported(own.manager);
    const data = { holder: 'technician' as const, no: '2', card: otherCard };
    await own.manager.call.act({ commandId: uuidV7(Date.now()), name: 'card.replace', data });
    // It says nothing of cards: nothing is taken back.
    await own.manager.call.setup.importSite({ json: JSON.stringify(file) });
    expect((await withCards(own)).technicians.find(({ no }) => no === '2')?.card).toBe(otherCard);
    const { services } = file;
    const priced = (price: number) => services.map((one) => (one.code === '101' ? { ...one, price } : one));
    const dearer = JSON.stringify({ ...file, services: priced(11_100) });
    await taking(own, dearer);
    const late = own.manager.call.setup.importSite({ json: JSON.stringify({ ...file, services: priced(22_200) }) });
    await expect(late).rejects.toMatchObject({
      cause: { code: 'SETTINGS_CHANGED', context: { sections: [{ section: 'items', isEdited: true }] } },
    });
  });

  it('says nothing of cards by its marks either, nor does a refusal', async () => {
    const [one, two] = [await opened(), await opened()];
    const data = { holder: 'technician' as const, no: '2', card: otherCard };
    await one.manager.call.act({ commandId: uuidV7(Date.now()), name: 'card.replace', data });
    const file = await exported(one.technical);
    expect(file.asExported?.people).toBe((await exported(two.technical)).asExported?.people);
    expect((await withCards(one)).asExported?.people).not.toBe((await withCards(two)).asExported?.people);
  });

  it('makes a new store in which nobody has a card yet', async () => {
    const own = await opened();
    const file = await own.manager.call.setup.exportSite(plain);
    const other = await RunningStore.open({ dataDir: temporaryDirectory(), log: quiet, voice: 'none' });
    onTestFinished(() => other.close());
    await other.setup.fromFile(file);
    const bare = <One extends { card?: string | undefined }>({ card: _card, ...one }: One) => one;
    const connection: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
    other.sessions.signInAs(connection, 'M01');
    const whole = JSON.parse(other.setup.exportSite(connection, { withKeys: false, withCards: true })) as Site;
    const before = await withCards(own);
    expect(whole.staff).toEqual(before.staff.map(bare));
    expect(whole.technicians).toEqual(before.technicians.map(bare));
  });
});
