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

  it('says the same whether one is asked about or all are, after each write', () => {
    const store = new TestStore();
    const { db, state } = store;
    const { rooms, technicians, services } = state.site.site;
    const service = services.find(({ technicians: needed = 1 }) => needed === 1);
    const nos = technicians.filter(({ skills }) => skills.includes(service?.skill ?? '')).map(({ no }) => no);
    expect(nos.length).toBeGreaterThan(6);
    for (const technicianNo of nos) store.act('technician.comeOnDuty', { technicianNo });
    // The first some are looked up one by one, the rest in the list; and a list that is held answers as well.
    const agree = (asked: readonly string[]) => {
      const busy = new Map(db.state.clocks.busy().map((clock) => [clock.technicianNo, clock]));
      for (const no of asked) expect(state.clocks.busyOf(no)).toEqual(busy.get(no) ?? null);
    };
    for (const [at, { no: roomNo }] of rooms.slice(0, 8).entries()) {
      for (const no of nos) state.clocks.busyOf(no);
      store.act('visit.open', {
        roomNo,
        guests: [{}],
        orders: [{ serviceCode: service?.code ?? '', choices: [{ kind: 'rotation' }] }],
      });
      const one = nos[at] ?? '';
      const alone = state.clocks.busyOf(one);
      agree(nos.toReversed());
      expect(state.clocks.busyOf(one)).toEqual(alone);
    }
    expect(db.state.clocks.busy().length).toBeGreaterThan(6);
  });
});
