import { describe, expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { approval, clockIn, codeOf } from './manager.ts';

const reason = 'hands hurt';
const order = (store: TestStore) => store.state.rotation.queue('foot').map(({ technicianNo }) => technicianNo);
const start = (store: TestStore, roomNo: string) =>
  store.act('clock.start', { clockId: clockIn(store, roomNo).id, atRoomNo: roomNo });

function refuse(store: TestStore, roomNo: string, choice?: { kind: 'rotation' }) {
  const clockId = clockIn(store, roomNo).id;
  const authorisationId = approval(store, 'clock.refuse', clockId);
  return store.act('clock.refuse', { clockId, reason, authorisationId, ...(choice ? { choice } : {}) });
}

describe("a manager's approval", () => {
  it('is good for one act on one clock, for five minutes, once', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    store.open('202', '101');
    const clockId = clockIn(store, '201').id;
    const other = clockIn(store, '202').id;
    const try1 = (authorisationId?: string) =>
      codeOf(() =>
        store.act('clock.refuse', { clockId, reason, ...(authorisationId === undefined ? {} : { authorisationId }) }),
      );
    expect(try1()).toBe('AUTHORISATION_NEEDED');
    expect(try1(store.newId())).toBe('AUTHORISATION_UNKNOWN');
    expect(try1(approval(store, 'clock.refuse', other))).toBe('AUTHORISATION_FOR_ANOTHER');
    expect(try1(approval(store, 'clock.replaceLate', clockId))).toBe('AUTHORISATION_FOR_ANOTHER');
    expect(try1(approval(store, 'clock.refuse', clockId, 500))).toBe('AUTHORISATION_FOR_ANOTHER');
    const old = approval(store, 'clock.refuse', clockId);
    store.wait(5.1);
    expect(try1(old)).toBe('AUTHORISATION_EXPIRED');
    expect(store.eventsOf('clock.handedBack')).toEqual([]);
    const good = approval(store, 'clock.refuse', clockId);
    expect(try1(good)).toBe('nothing');
    expect(store.state.authorisations.byId(good)).toMatchObject({ givenBy: 'M01', askedBy: 'R01', usedAt: store.at });
    expect(try1(good)).toBe('AUTHORISATION_USED');
  });

  it('is given by a manager only, about a clock there is', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    const data = { act: 'clock.refuse' as const, reason, how: 'session' as const, askedBy: 'R01' };
    const subject = { kind: 'clock', id: clockIn(store, '201').id };
    expect(codeOf(() => store.act('authorisation.give', { ...data, subject }, 'R01'))).toBe('NOT_ALLOWED');
    expect(codeOf(() => store.act('authorisation.give', { ...data, subject }, '1'))).toBe('NOT_ALLOWED');
    expect(
      codeOf(() => store.act('authorisation.give', { ...data, subject: { kind: 'clock', id: store.newId() } }, 'M01')),
    ).toBe('CLOCK_UNKNOWN');
    // What no part lets be approved, or what is about something else, is not approved in advance either.
    for (const [act, kind] of [
      ['clock.start', 'clock'],
      ['clock.refuse', 'bill'],
      ['toString', 'clock'],
    ] as const) {
      const other = { ...data, act, subject: { ...subject, kind } };
      expect(codeOf(() => store.act('authorisation.give', other, 'M01'))).toBe('AUTHORISATION_NOT_FOR_THIS');
    }
    expect(store.eventsOf('authorisation.given')).toEqual([]);
  });
});

describe('refusing a clock', () => {
  it('calls the next of the rotation, and puts who refused at the tail', () => {
    const store = new TestStore();
    store.onDuty('1', '2', '3');
    store.open('201', '101');
    expect(clockIn(store, '201').technicianNo).toBe('1');
    refuse(store, '201');
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '2', passedBy: ['1'], callCount: 1 });
    expect(order(store)).toEqual(['2', '3', '1']);
    expect(store.eventsOf('clock.handedBack')).toMatchObject([
      { technicianNo: '1', why: 'refused', allowedBy: 'M01', actor: 'R01' },
    ]);
    start(store, '201');
    expect(clockIn(store, '201').state).toBe('started');
  });

  it('never calls the same technician to it again, but to others', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    refuse(store, '201');
    expect(clockIn(store, '201')).toMatchObject({ state: 'ordered', technicianNo: null, calledAt: null });
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('1');
    store.onDuty('2');
    expect(clockIn(store, '201').technicianNo).toBe('2');
  });

  it('of a number that was asked for waits for the desk to say who shall come', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101', '1');
    refuse(store, '201');
    expect(clockIn(store, '201')).toMatchObject({ state: 'ordered', type: 'requested' });
    // Nobody keeps who refused from the rotation.
    store.open('202', '101');
    expect(clockIn(store, '202').technicianNo).toBe('2');
    const { id: clockId } = clockIn(store, '201');
    store.onDuty('3');
    expect(clockIn(store, '201').state).toBe('ordered');
    store.act('clock.rechoose', { clockId, choice: { kind: 'rotation' } });
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '3', type: 'rotation' });
    expect(codeOf(() => store.act('clock.rechoose', { clockId, choice: { kind: 'rotation' } }))).toBe(
      'CLOCK_IS_CALLED',
    );
  });

  it('says at once who comes instead, also the same after all', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101', '1');
    refuse(store, '201', { kind: 'rotation' });
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '2' });
    refuse(store, '201');
    expect(clockIn(store, '201')).toMatchObject({ state: 'ordered', passedBy: ['1', '2'] });
    const { id: clockId } = clockIn(store, '201');
    store.act('clock.rechoose', { clockId, choice: { kind: 'requested', technicianNo: '1' } });
    expect(clockIn(store, '201')).toMatchObject({ state: 'called', technicianNo: '1', passedBy: ['2'] });
  });

  it('is for clocks that were called, and sees who has changed them', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101');
    const { id: clockId } = clockIn(store, '201');
    const authorisationId = approval(store, 'clock.refuse', clockId);
    expect(codeOf(() => store.act('clock.refuse', { clockId, reason, authorisationId, was: '2' }))).toBe(
      'CHANGED_MEANWHILE',
    );
    start(store, '201');
    expect(codeOf(() => store.act('clock.refuse', { clockId, reason, authorisationId }))).toBe('CLOCK_ALREADY_STARTED');
  });

  it('by one of two technicians leaves the other on the way', () => {
    const store = new TestStore();
    const pair = store.state.site.site.services.find(
      ({ technicians = 1, guests = 1 }) => technicians > 1 && guests === 1,
    );
    if (!pair) throw new Error('the example has no item for two technicians');
    const able = store.state.site.site.technicians.filter(
      ({ skills, groups }) => skills.includes(pair.skill) && groups.includes(pair.group),
    );
    store.onDuty(...able.slice(0, 3).map(({ no }) => no));
    store.open('201', pair.code);
    const [first, second] = store.state.clocks.ofVisit(clockIn(store, '201').visitId);
    if (!first || !second) throw new Error('two clocks');
    const authorisationId = approval(store, 'clock.refuse', second.id);
    store.act('clock.refuse', { clockId: second.id, reason, authorisationId });
    expect(store.state.clocks.byId(first.id)).toMatchObject({ state: 'called', technicianNo: first.technicianNo });
    expect(store.state.clocks.byId(second.id)).toMatchObject({ state: 'called', passedBy: [second.technicianNo] });
  });
});

describe('late to the room', () => {
  const late = (): TestStore => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('201', '101');
    store.wait(store.state.site.site.store.toRoomMinutes);
    return store;
  };

  it('is noticed once, announced again, and forgotten with the next call', () => {
    const store = late();
    store.at -= 1;
    store.act('clock.noticeLate', {});
    expect(store.eventsOf('clock.late')).toEqual([]);
    store.at += 1;
    for (let look = 0; look < 3; look += 1) store.act('clock.noticeLate', {});
    expect(store.eventsOf('clock.late')).toMatchObject([{ technicianNo: '1', roomNo: '201' }]);
    expect(clockIn(store, '201').lateAt).toBe(store.at);
    const { id: clockId } = clockIn(store, '201');
    store.act('clock.callAgain', { clockId });
    expect(clockIn(store, '201').lateAt).toBe(store.at);
    const authorisationId = approval(store, 'clock.replaceLate', clockId);
    store.act('clock.replaceLate', { clockId, reason, authorisationId });
    expect(clockIn(store, '201')).toMatchObject({ technicianNo: '2', lateAt: null });
    expect(order(store)).toEqual(['2', '1']);
    expect(store.eventsOf('rotation.moved').at(-1)?.because.event).toBe('late-to-room');
  });

  it('before that nobody is replaced for it; who comes at last starts', () => {
    const store = late();
    store.at -= 1;
    const { id: clockId } = clockIn(store, '201');
    const authorisationId = approval(store, 'clock.replaceLate', clockId);
    expect(codeOf(() => store.act('clock.replaceLate', { clockId, reason, authorisationId }))).toBe('CLOCK_NOT_LATE');
    store.wait(1);
    store.act('clock.noticeLate', {});
    start(store, '201');
    store.act('clock.noticeLate', {});
    expect(store.eventsOf('clock.late').length).toBe(1);
  });
});

describe('an extension by itself', () => {
  const site = (): Site => {
    const example = exampleSite();
    return { ...example, store: { ...example.store, autoExtend: { enabled: true, afterMinutes: 15 } } };
  };
  const overrun = (settings = site()): TestStore => {
    const store = new TestStore(settings);
    store.onDuty('1', '2');
    store.open('201', '101');
    start(store, '201');
    store.wait(clockIn(store, '201').minutes + 15);
    return store;
  };

  it('is off unless the store says so', () => {
    const store = overrun(exampleSite());
    store.act('clock.extendOverrun', {});
    expect(store.eventsOf('clock.extended')).toEqual([]);
  });

  it('comes so long after the end, once, costs and pays as any other', () => {
    const store = overrun();
    const { extension } = store.state.site.services.get('101') ?? { extension: { minutes: 0, price: 0 } };
    const { dueAt } = clockIn(store, '201');
    store.at -= 1;
    store.act('clock.extendOverrun', {});
    expect(store.eventsOf('clock.extended')).toEqual([]);
    store.at += 1;
    for (let look = 0; look < 3; look += 1) store.act('clock.extendOverrun', {});
    expect(store.eventsOf('clock.extended')).toMatchObject([
      { automatic: { overdueMinutes: 15 }, priceMinor: extension.price, minutes: extension.minutes },
    ]);
    expect(clockIn(store, '201').dueAt).toBe((dueAt ?? 0) + extension.minutes * 60_000);
    store.wait(1);
    store.act('clock.end', { clockId: clockIn(store, '201').id, reason });
    expect(store.eventsOf('commission.earned').map(({ clockType }) => clockType)).toEqual(['rotation', 'extension']);
  });

  it('is taken back within the grace, and then left alone', () => {
    const store = overrun();
    const before = clockIn(store, '201').dueAt;
    store.act('clock.extendOverrun', {});
    const [extension] = store.state.clocks.extensionsOf(clockIn(store, '201').id);
    const clockId = extension?.id ?? '';
    store.wait(store.state.site.site.store.cancelGraceMinutes + 0.1);
    expect(codeOf(() => store.act('clock.undoExtension', { clockId, reason }))).toBe('EXTENSION_GRACE_OVER');
    store.wait(-1);
    store.act('clock.undoExtension', { clockId, reason });
    expect(clockIn(store, '201').dueAt).toBe(before);
    expect(store.state.clocks.byId(clockId)?.state).toBe('cancelled');
    store.act('clock.extendOverrun', {});
    store.act('clock.remindDue', {});
    expect(store.eventsOf('clock.extended').length).toBe(1);
    expect(store.eventsOf('clock.reminded')).toEqual([]);
    expect(codeOf(() => store.act('clock.undoExtension', { clockId, reason }))).toBe('CLOCK_CANCELLED');
    store.act('clock.end', { clockId: clockIn(store, '201').id });
    expect(store.eventsOf('commission.earned').length).toBe(1);
  });

  it('asked for by a person is not taken back', () => {
    const store = overrun();
    store.act('clock.extend', { clockId: clockIn(store, '201').id });
    const [extension] = store.state.clocks.extensionsOf(clockIn(store, '201').id);
    expect(codeOf(() => store.act('clock.undoExtension', { clockId: extension?.id ?? '', reason }))).toBe(
      'EXTENSION_NOT_AUTOMATIC',
    );
  });

  it('does not come where the store stood still past the extension', () => {
    const store = overrun();
    store.wait(store.state.site.services.get('101')?.extension.minutes ?? 0);
    store.act('clock.extendOverrun', {});
    expect(store.eventsOf('clock.extended')).toEqual([]);
  });
});
