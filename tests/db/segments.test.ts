import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journalRows, readHead } from '../../db/engine/journal.ts';
import { journalStart, readSegment, segmentNamed, writeSegment } from '../../db/engine/segment.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { TestStore } from '../host/test-store.ts';
import { damagedCopy, temporaryDirectory } from './files.ts';

/** A store on disk in which some has happened. */
function busy(rounds: number): { store: TestStore; path: string } {
  const path = join(temporaryDirectory(), 'store.sqlite');
  const store = new TestStore(undefined, StoreDatabase.open(path));
  for (let round = 0; round < rounds; round += 1) {
    store.act('room.putOutOfOrder', { roomNo: '201', reason: 'leak' });
    store.act('room.putInOrder', { roomNo: '201' });
  }
  return { store, path };
}

describe('a segment of the journal', () => {
  it('segments written in any portions give the journal back, with the same tables', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }), (portions) => {
        const { store } = busy(0);
        const folder = temporaryDirectory();
        let head = journalStart;
        for (const portion of portions) {
          for (let time = 0; time < portion; time += 1)
            store.act('technician.comeOnDuty', { technicianNo: String(time + 1) });
          for (let time = 0; time < portion; time += 1)
            store.act('technician.goOffDuty', { technicianNo: String(time + 1) });
          head = writeSegment(store.db.read, head, folder);
        }
        expect(head).toEqual(readHead(store.db.read));
        const names = readdirSync(folder).toSorted();
        expect(names.every((name) => segmentNamed(name) !== null)).toBe(true);
        const rows = names.flatMap((name) => readSegment(join(folder, name)));
        expect(rows).toEqual([...journalRows(store.db.read)].map((row) => ({ ...row })));
        const path = join(temporaryDirectory(), 'store.sqlite');
        const again = StoreDatabase.open(path);
        expect(again.takeRows(rows)).toBe(rows.length);
        expect(readHead(again.read)).toEqual(head);
        again.close();
        expect(verifyStore(path).problems).toEqual([]);
        store.db.close();
      }),
      { numRuns: 12 },
    );
  });

  it('with any byte changed is refused, or says the same', () => {
    const { store } = busy(3);
    const folder = temporaryDirectory();
    writeSegment(store.db.read, journalStart, folder);
    store.db.close();
    const path = join(folder, readdirSync(folder)[0] ?? '');
    const whole = readFileSync(path);
    const rows = readSegment(path);
    expect(rows.length).toBeGreaterThan(6);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        writeFileSync(path, bytes);
        let read: unknown;
        try {
          read = readSegment(path);
        } catch (error) {
          expect(error).toMatchObject({ code: 'FILE_DAMAGED' });
          return;
        }
        // A bit of the packing that nobody reads (its head, what fills up its last byte) changes nothing.
        expect(read).toEqual(rows);
      }),
    );
  });

  it('is not written over a chain that is broken', () => {
    const { store, path } = busy(3);
    store.db.close();
    const broken = StoreDatabase.open(damagedCopy(path, `UPDATE journal SET actor = 'X' WHERE seq = 3`));
    const folder = temporaryDirectory();
    expect(() => writeSegment(broken.read, journalStart, folder)).toThrow(
      expect.objectContaining({ code: 'FILE_DAMAGED' }),
    );
    expect(readdirSync(folder)).toEqual([]);
    broken.close();
  });

  it('rows that do not follow are not taken over', () => {
    const [one, other] = [busy(2), busy(3)];
    other.store.wait(5);
    other.store.act('room.putOutOfOrder', { roomNo: '202', reason: 'x' });
    const rows = [...journalRows(other.store.db.read)];
    const before = readHead(one.store.db.read);
    expect(one.store.db.takeRows(rows.slice(before.seq + 1))).toBe(0);
    expect(readHead(one.store.db.read)).toEqual(before);
    for (const { store } of [one, other]) store.db.close();
  });
});
