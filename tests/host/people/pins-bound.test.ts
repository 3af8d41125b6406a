import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import { setPinHash, staffWithPin } from '../../../db/operational/credentials.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import { hashPin } from '../../../host/people/pins.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { TestStore } from '../test-store.ts';

const codeOf = (work: () => Promise<unknown>) =>
  work().then(
    () => 'done',
    (error: unknown) => (error instanceof StoreError ? error.code : error),
  );

const desk = () => ({ stationId: 'desk', isOwn: true, sessionToken: null });

/** A store in which M01 and R01 have PINs, and the door of its stations. */
async function withPins() {
  const store = new TestStore();
  const people = new SignIn({
    db: store.db,
    now: () => store.at,
    elapsed: () => store.at,
    newId: () => store.newId(),
    record: (name, data, actor, station) => void store.act(name, data as never, actor, station),
  });
  await people.setFirstPin(desk(), 'M01', '48151623');
  await people.givePin('R01', '1234', 'desk');
  return { store, people };
}

const hashOf = (store: TestStore, staffNo: string) =>
  store.db.read.get<{ pinHash: string }>('SELECT pinHash FROM credentials WHERE staffNo = ?', staffNo)?.pinHash ?? '';

describe('the hash of a PIN is bound to the journal', () => {
  it('one that is written over another opens nothing, until a manager sets the PIN anew', async () => {
    const { store, people } = await withPins();
    const stolen = hashOf(store, 'R01');
    store.db.transact((tx) => setPinHash(tx, 'M01', stolen));
    expect(await codeOf(() => people.withPin(desk(), 'M01', '1234'))).toBe('PIN_WRONG');
    expect(await codeOf(() => people.withPin(desk(), 'M01', '48151623'))).toBe('PIN_WRONG');
    expect(staffWithPin(store.db.read)).toEqual(['R01']);
    await people.givePin('M01', '2718', 'desk');
    await people.withPin(desk(), 'M01', '2718');
    expect(await codeOf(() => people.withPin(desk(), 'R01', '1234'))).toBe('done');
  });

  it('and one for somebody who has no PIN opens nothing', async () => {
    const { store, people } = await withPins();
    const hash = await hashPin('0000');
    store.db.transact((tx) => setPinHash(tx, 'M02', hash));
    expect(await codeOf(() => people.withPin(desk(), 'M02', '0000'))).toBe('PIN_WRONG');
  });

  it('the journal holds nothing that a PIN could be tried against', async () => {
    const { store } = await withPins();
    const [, second] = store.eventsOf('staff.pinSet');
    expect(second).toMatchObject({ staffNo: 'R01', mark: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const rows = JSON.stringify(store.eventsOf('staff.pinSet'));
    const [, , , , salt = '', hash = ''] = hashOf(store, 'R01').split('$');
    for (const secret of [salt, hash, '1234']) expect(rows).not.toContain(secret);
  });

  it('PINs of before there were marks stay good, and are bound once', async () => {
    const store = new TestStore();
    const hash = await hashPin('1234');
    store.db.transact((tx) => setPinHash(tx, 'R01', hash));
    expect(staffWithPin(store.db.read)).toEqual(['R01']);
    store.act('staff.bindPins', {}, 'system', 'store');
    store.act('staff.bindPins', {}, 'system', 'store');
    expect(store.eventsOf('staff.pinsBound')).toHaveLength(1);
    store.db.transact((tx) => setPinHash(tx, 'M01', hash));
    expect(staffWithPin(store.db.read)).toEqual(['R01']);
  });

  it('the proof names whose was changed', async () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    const db = StoreDatabase.open(path);
    const store = new TestStore(undefined, db);
    db.transact((tx) => setPinHash(tx, 'R01', 'one'));
    store.act('staff.recordPin', { staffNo: 'R01' }, 'system', 'store');
    expect(verifyStore(path).problems).toEqual([]);
    db.transact((tx) => setPinHash(tx, 'R01', 'another'));
    expect(verifyStore(path).problems).toMatchObject([{ code: 'PIN_NOT_BOUND', context: { staffNo: 'R01' } }]);
    db.close();
  });
});
