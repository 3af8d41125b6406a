import { describe, expect, it } from 'vitest';
import { TestStore } from '../host/test-store.ts';

describe('who is busy', () => {
  it('follows every write, and a write that was taken back', () => {
    const store = new TestStore();
    const { db, state } = store;
    const [technician] = state.site.site.technicians;
    const [room] = state.site.site.rooms;
    const service = state.site.site.services.find(({ skill }) => technician?.skills.includes(skill));
    if (!technician || !room || !service) throw new Error('the example store is empty');
    const { no } = technician;
    store.act('technician.comeOnDuty', { technicianNo: no });
    expect(state.clocks.busyOf(no)).toBeNull();
    store.act('visit.open', {
      roomNo: room.no,
      guests: [{}],
      orders: [{ serviceCode: service.code, choices: [{ kind: 'requested', technicianNo: no }] }],
    });
    const called = state.clocks.busyOf(no);
    expect(called).toMatchObject({ state: 'called', technicianNo: no });
    const clockId = called?.id ?? '';
    expect(() =>
      db.transact((tx) => {
        tx.change(`UPDATE clocks SET state = 'started' WHERE id = ?`, clockId);
        expect(state.clocks.busyOf(no)).toMatchObject({ state: 'started' });
        throw new Error('taken back');
      }),
    ).toThrow('taken back');
    expect(state.clocks.busyOf(no)).toMatchObject({ state: 'called' });
    store.act('clock.start', { clockId, atRoomNo: room.no });
    expect(state.clocks.busyOf(no)).toMatchObject({ state: 'started' });
    store.act('clock.end', { clockId, reason: 'test' });
    expect(state.clocks.busyOf(no)).toBeNull();
  });
});
