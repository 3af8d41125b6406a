import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSegment } from '../../../db/engine/segment.ts';
import { verifyStore } from '../../../db/verify.ts';
import type { CardSeen } from '../../../host/parts/readers/views.ts';
import { uuidV7 } from '../../../host/store/ids.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite, must } from '../../db/shop-day.ts';
import { managerPin, WatchedStore } from './watched-store.ts';

/** Stores that are opened again and again, each time with threads of their own. */
const longMs = 240_000;
const newCard = '04AABBCCDDEE01';
const noCode = { copy: null, recoveryCode: null, approval: null };
const backups = (watched: WatchedStore) => path.join(watched.dataDir, 'backups');
const oldCard = must(exampleSite().technicians.find(({ no }) => no === '1')?.card);
const othersCard = must(exampleSite().technicians.find(({ no }) => no === '2')?.card);

/** Whom the store knows by a card that is held to the reader of the desk. */
function heldIn(watched: WatchedStore, uid: string): string {
  const seen: CardSeen[] = [];
  const stop = watched.store.readers.onCard(watched.desk(), (card) => seen.push(card));
  watched.store.readers.hold('desk', uid);
  stop();
  const holder = must(seen[0]).holder;
  return 'no' in holder ? `${holder.kind} ${holder.no}` : holder.kind;
}

/** A store with a sheet, a copy, and behind it a card that was given since and stands in a segment only. */
async function cardSinceTheCopy() {
  const watched = new WatchedStore();
  watched.secondPlace = temporaryDirectory();
  await watched.setUp();
  await watched.store.sessions.signIn(watched.desk(), 'M01', managerPin);
  await watched.wait(1, () => watched.store.safekeeping.state().copy !== null);
  watched.act('card.replace', { holder: 'technician', no: '1', card: newCard });
  const { code } = await watched.store.safekeeping.makeSheet(watched.desk(), null);
  const before = watched.store.safekeeping.state().segment?.at ?? 0;
  await watched.wait(61, () => (watched.store.safekeeping.state().segment?.at ?? 0) > before);
  await watched.wait(1, () => existsSync(path.join(backups(watched), 'secrets.sealed')));
  expect([newCard, oldCard, othersCard].map((card) => heldIn(watched, card))).toEqual([
    'technician 1',
    'lost 1',
    'technician 2',
  ]);
  return { watched, code };
}

async function restored(watched: WatchedStore, recoveryCode: string | null) {
  const before = watched.store.safekeeping.state().opening;
  await watched.store.safekeeping.restore(watched.desk(), { ...noCode, recoveryCode });
  for (let look = 0; look < 500; look += 1) {
    await watched.reopened();
    if (watched.store.safekeeping.state().opening !== before) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it does not come');
}

const opens = (watched: WatchedStore) => [newCard, oldCard, othersCard].map((card) => heldIn(watched, card));

it(
  'segments have no card; with the code every card opens on another computer what it opened, without it those of the copy',
  async () => {
    const { watched, code } = await cardSinceTheCopy();
    await watched.close();
    const segments = readdirSync(backups(watched)).filter((name) => name.endsWith('.segment'));
    expect(segments.length).toBeGreaterThan(0);
    for (const name of segments) {
      const rows = readSegment(path.join(backups(watched), name));
      const text = JSON.stringify(rows);
      expect(rows.map(({ type }) => type)).toContain('card.replaced');
      expect([newCard, oldCard, othersCard].filter((card) => text.includes(card))).toEqual([]);
    }
    for (const [recoveryCode, expected] of [
      [code, ['technician 1', 'lost 1', 'technician 2']],
      [null, ['unknown', 'lost 1', 'technician 2']],
    ] as const) {
      const other = new WatchedStore();
      other.secondPlace = watched.secondPlace;
      await other.open();
      await restored(other, recoveryCode);
      expect(opens(other)).toEqual(expected);
      // Somebody whose card was lost with the file gets another one.
      const another = { holder: 'technician' as const, no: '1', card: '04AABBCCDDEE02' };
      other.store.act(other.desk(), uuidV7(Date.now()), { name: 'card.replace', data: another });
      expect(heldIn(other, '04AABBCCDDEE02')).toBe('technician 1');
      await other.close();
      expect(verifyStore(other.file).problems).toEqual([]);
      // The two of them are different stores from here on.
      rmSync(other.dataDir, { recursive: true });
    }
  },
  longMs,
);

it(
  'on the same computer, the file spoilt and no code at hand, a card is known again when it is held',
  async () => {
    const { watched } = await cardSinceTheCopy();
    await watched.close();
    writeFileSync(watched.file, 'x'.repeat(30_000));
    await watched.open();
    await restored(watched, null);
    await watched.store.safekeeping.accept(watched.desk(), { staffNo: 'M01', pin: managerPin }).catch(() => undefined);
    expect(opens(watched)).toEqual(['technician 1', 'lost 1', 'technician 2']);
    await watched.close();
    expect(verifyStore(watched.file).problems).toEqual([]);
  },
  longMs,
);
