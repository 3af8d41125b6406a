import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cardsIn, isHashedCard } from '../../../core/kernel/card-fields.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { journalRows } from '../../../db/engine/journal.ts';
import { keysPathOf } from '../../../db/engine/key-store.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { appRouter } from '../../../host/doors/api/router.ts';
import type { CardSeen } from '../../../host/parts/readers/views.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite, must } from '../../db/shop-day.ts';

/**
 * A store that was made of its rows alone, as after a damage with no copy of the file: the journal has its cards as
 * hashes, and the numbers are known of those only that are held again.
 */

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
/** Types the first four bytes of a UID as ten digits. */
const shortener = { id: 'till', type: 'keyboard' as const, encoding: '8H10D' as const, reversed: true };
const site = (): Site => ({
  ...exampleSite(),
  printers: [],
  buses: [],
  readers: [{ id: 'desk', type: 'sim' }, shortener],
});

async function opened(dataDir: string): Promise<RunningStore> {
  const store = await RunningStore.open({ dataDir, log: quiet, voice: 'none' });
  onTestFinished(() => store.close());
  return store;
}

/** Its manager at a screen. */
async function madeOfRows() {
  const dataDir = temporaryDirectory();
  const first = await opened(dataDir);
  await first.setup.fromFile(JSON.stringify(site()));
  first.act(desk, uuidV7(Date.now()), { name: 'card.block', data: { holder: 'technician', no: '1', reason: '丢失' } });
  await first.close();
  const from = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
  const folder = temporaryDirectory();
  const file = path.join(folder, 'store.sqlite');
  copyFileSync(keysPathOf(path.join(dataDir, 'store.sqlite')), keysPathOf(file));
  const db = StoreDatabase.open(file);
  db.takeRows(journalRows(from.read));
  from.close();
  db.close();
  const store = await opened(folder);
  const connection: Connection = { ...desk };
  store.sessions.signInAs(connection, 'M01');
  const seen: CardSeen[] = [];
  store.readers.onCard(connection, (card) => seen.push(card));
  return { store, file, connection, seen, call: appRouter.createCaller({ store, connection }) };
}

const cardOf = (no: string) => {
  const { staff, technicians } = exampleSite();
  return must([...technicians, ...staff].find((one) => one.no === no)?.card);
};
const withCards = { withKeys: false, withCards: true };
const cardsIn_ = (said: unknown) => {
  const found: string[] = [];
  cardsIn(said, (card) => found.push(card));
  return found;
};

describe('a card whose number was lost', () => {
  it('is known again at the first reader that has all of it, a lost one as lost; then also by some bytes of it', async () => {
    const { store, file, connection, seen } = await madeOfRows();
    const held = (uid: string) => {
      const known = seen.length;
      store.readers.hold('desk', uid);
      return seen.slice(known).map(({ holder }) => holder);
    };
    const shortened = (uid: string) => String(Buffer.from(uid, 'hex').readUInt32LE(0)).padStart(10, '0');
    expect(store.readers.takeTyped(connection, shortened(cardOf('2')))).toBe('unknown');
    expect(held(cardOf('2'))).toMatchObject([{ kind: 'technician', no: '2' }]);
    expect(held(cardOf('1'))).toMatchObject([{ kind: 'lost', no: '1' }]);
    expect(held('04DEADBEEF0001')).toMatchObject([{ kind: 'unknown' }]);
    expect(store.readers.takeTyped(connection, shortened(cardOf('2')))).toBe('known');
    await store.close();
    expect(verifyStore(file).problems).toEqual([]);
  });

  it('stands in no file that is given out, and who takes that in again loses nothing', async () => {
    const { store, file, call } = await madeOfRows();
    const given = async () => JSON.parse(await call.setup.exportSite(withCards)) as Site;
    const before = await given();
    expect(cardsIn_(before)).toEqual([]);
    expect(before.withoutCards).toBe(true);
    // Another store is made of it in which nobody has a card yet.
    const elsewhere = parseSite(JSON.stringify(before));
    expect(elsewhere.ok && cardsIn_(elsewhere.site)).toEqual([]);
    await call.setup.importSite({ json: JSON.stringify(before) });
    expect(await given()).toEqual(before);
    const plain = await call.setup.exportSite({ withKeys: false, withCards: false });
    await call.setup.importSite({ json: plain });
    expect(await given()).toEqual(before);
    // A file from elsewhere that has the numbers tells the store whose they are.
    await call.setup.importSite({ json: JSON.stringify(site()) });
    expect(new Set(cardsIn_(await given()))).toEqual(new Set(cardsIn_(site())));
    await store.close();
    const db = StoreDatabase.open(file);
    expect(cardsIn_(db.state.site.site).some(isHashedCard)).toBe(false);
    expect(db.state.site.lostCards.get(cardOf('1'))).toMatchObject({ no: '1' });
    db.close();
    expect(verifyStore(file).problems).toEqual([]);
  });
});
