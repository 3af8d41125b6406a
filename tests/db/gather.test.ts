import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHead } from '../../db/engine/journal.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { TestStore } from '../host/test-store.ts';
import { temporaryDirectory } from './files.ts';

/** A store on disk, and how many rows another connection sees of it. */
function onDisk() {
  const path = join(temporaryDirectory(), 'store.sqlite');
  const heads: number[] = [];
  const store = new TestStore(undefined, StoreDatabase.open(path, { onHead: ({ seq }) => heads.push(seq) }));
  const seen = () => verifyStore(path).checked.journalRows;
  return { store, path, heads, seen };
}

describe('what is gathered', () => {
  it('is committed together at the end, and told once', () => {
    const { store, heads, seen } = onDisk();
    const before = seen();
    heads.length = 0;
    store.db.gather(() => {
      store.act('technician.comeOnDuty', { technicianNo: '1' });
      store.act('technician.comeOnDuty', { technicianNo: '2' });
      expect(seen()).toBe(before);
      expect(heads).toEqual([]);
    });
    const { seq } = readHead(store.db.read);
    expect(seq).toBeGreaterThan(before + 1);
    expect(seen()).toBe(seq);
    expect(heads).toEqual([seq]);
  });

  it('leaves out what was refused, whole', () => {
    const { store, path } = onDisk();
    store.db.gather(() => {
      store.act('technician.comeOnDuty', { technicianNo: '1' });
      expect(() => store.act('technician.comeOnDuty', { technicianNo: '1' })).toThrow('TECHNICIAN_ON_DUTY');
      expect(() =>
        store.db.transact((tx) => {
          tx.run(`UPDATE technicians SET duty = 'off' WHERE no = '1'`);
          throw new Error('no');
        }),
      ).toThrow('no');
      store.act('technician.comeOnDuty', { technicianNo: '2' });
    });
    expect(store.db.state.technicians.byNo('1')?.duty).toBe('on');
    expect(store.db.state.technicians.byNo('2')?.duty).toBe('on');
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('never happened where it was broken off', () => {
    const { store, path } = onDisk();
    const before = readHead(store.db.read);
    expect(() =>
      store.db.gather(() => {
        store.act('technician.comeOnDuty', { technicianNo: '1' });
        throw new Error('broken off');
      }),
    ).toThrow('broken off');
    expect(readHead(store.db.read)).toEqual(before);
    // And the store goes on from where it was.
    store.act('technician.comeOnDuty', { technicianNo: '1' });
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('is not gathered within what is gathered, nor transacted within a transaction', () => {
    const { store } = onDisk();
    const nested = 'NESTED_TRANSACTION';
    store.db.gather(() => {
      expect(() => store.db.gather(() => {})).toThrow(nested);
      expect(() => store.db.transact(() => store.db.transact(() => {}))).toThrow(nested);
      store.act('technician.comeOnDuty', { technicianNo: '1' });
    });
    expect(() => store.db.transact(() => store.db.gather(() => {}))).toThrow(nested);
    expect(store.db.state.technicians.byNo('1')?.duty).toBe('on');
  });

  it('an erasure in it destroys the keys when it is committed', () => {
    const { store, path } = onDisk();
    const startsAt = store.at + 3_600_000;
    const guest = { roomNo: null, startsAt, guestCount: 1, guestName: '陈女士', phone: '13812345678' };
    store.db.gather(() => {
      store.act('reservation.book', guest);
      const [reservation] = store.db.state.reservations.booked(startsAt, startsAt);
      store.act('reservation.cancel', { reservationId: reservation?.id ?? '', reason: 'x' });
      store.act('reservation.erase', { reservationIds: [reservation?.id ?? ''], reason: 'guest-asked' });
      expect(() => store.act('technician.goOffDuty', { technicianNo: '1' })).toThrow('TECHNICIAN_OFF_DUTY');
    });
    const rows = store.db.read.all<{ state: string }>('SELECT state FROM sealed_keys');
    expect(rows.map(({ state }) => state)).toEqual(['erased']);
    expect(verifyStore(path).problems).toEqual([]);
  });
});
