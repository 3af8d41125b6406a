import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jobsIn } from '../../../db/operational/jobs.ts';
import { verifyStore } from '../../../db/verify.ts';
import { isOvertaken } from '../../../host/paper/jobs.ts';

import { temporaryDirectory } from '../../db/files.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, guestsIn, nowhere, reason, refused, settle, start } from './at-store.ts';

const minuteMs = 60_000;

function storeWith(serviceCode: string, ...onDuty: string[]): TestStore {
  const store = new TestStore();
  store.onDuty(...onDuty);
  store.open('201', serviceCode);
  return store;
}

/** A manager's approval of a lower price. */
function approve(store: TestStore, clockId: string, amountMinor: number): string {
  const data = { act: 'clock.changeItem' as const, subject: { kind: 'clock', id: clockId }, amountMinor, reason };
  const events = store.act('authorisation.give', { ...data, how: 'pin', askedBy: 'R01' }, 'M01');
  const given = events.find((event) => event.type === 'authorisation.given');
  return given?.payload.authorisationId ?? nowhere;
}

describe('another item', () => {
  it('upward in price, running: minutes, end, price and commission are of the new one, extensions stay', () => {
    const store = storeWith('101', '1');
    start(store, '201');
    const { id: clockId, startedAt } = clockIn(store, '201');
    store.act('clock.extend', { clockId });
    store.wait(20);
    store.act('clock.changeItem', { clockId, serviceCode: '103', was: '101' });
    expect(clockIn(store, '201')).toMatchObject({
      ...{ serviceCode: '103', minutes: 90, priceMinor: 21_800, state: 'started', startedAt },
      dueAt: (startedAt ?? 0) + 120 * minuteMs,
    });
    store.wait(100);
    store.act('clock.end', { clockId });
    const [main, extension] = store.eventsOf('commission.earned');
    expect(main).toMatchObject({ code: '103', baseMinor: 21_800, minutes: 90 });
    expect(extension).toMatchObject({ code: '101', baseMinor: 6_900 });
    expect(settle(store, '201', guestsIn(store, '201'), 28_700).lines.map(({ code }) => code)).toEqual(['103', '101']);
  });

  it('takes the commission rule of the new item', () => {
    const store = storeWith('105', '1');
    start(store, '201');
    const { id: clockId } = clockIn(store, '201');
    store.act('clock.changeItem', { clockId, serviceCode: '101' });
    store.wait(60);
    store.act('clock.end', { clockId });
    expect(store.eventsOf('commission.earned')[0]?.parts[0]?.ruleKey).toBe('group=foot type=rotation');
  });

  it('before the start tells the one who is on the way', () => {
    const store = storeWith('101', '1');
    const { id: clockId } = clockIn(store, '201');
    const events = store.act('clock.changeItem', { clockId, serviceCode: '102' });
    expect(events.at(-1)).toMatchObject({ type: 'clock.calledAgain', payload: { serviceCode: '102', callCount: 2 } });
    start(store, '201');
    expect(clockIn(store, '201').dueAt).toBe(store.at + 70 * minuteMs);
  });

  it('before the start asks for a slip that makes the one in hand void; running, or when called once more, for none', () => {
    const store = storeWith('101', '1');
    const { id: clockId, visitId } = clockIn(store, '201');
    const slips = () => jobsIn(store.db.read, 'waiting').filter(({ payload }) => payload.kind === 'print-dispatch');
    expect(slips()).toHaveLength(1);
    store.act('clock.changeItem', { clockId, serviceCode: '102' });
    expect(slips().at(-1)?.payload).toEqual({
      ...{ kind: 'print-dispatch', insteadOf: '101', serviceCode: '102', clockId, visitId, roomNo: '201' },
      ...{ technicianNo: '1', type: 'rotation', wristbandNo: null, guestCount: 1 },
    });
    // What the first slip says is not to be done any more, should it still wait.
    expect(slips().map((job) => isOvertaken(job, store.state, store.at))).toEqual([true, false]);
    store.act('clock.callAgain', { clockId });
    start(store, '201');
    store.act('clock.changeItem', { clockId, serviceCode: '103' });
    expect(slips()).toHaveLength(2);
  });

  it('downward needs a manager who approved of this, this much, once', async () => {
    const store = storeWith('103', '1');
    const { id: clockId } = clockIn(store, '201');
    const change = (authorisationId?: string) =>
      store.act('clock.changeItem', { clockId, serviceCode: '101', ...(authorisationId && { authorisationId }) });
    refused(store, 'AUTHORISATION_NEEDED', () => change());
    const tooLittle = approve(store, clockId, 100);
    refused(store, 'AUTHORISATION_FOR_ANOTHER', () => change(tooLittle));
    const approval = approve(store, clockId, 8_000);
    change(approval);
    expect(clockIn(store, '201')).toMatchObject({ serviceCode: '101', priceMinor: 13_800 });
    expect(store.eventsOf('clock.itemChanged').at(-1)?.authorisationId).toBe(approval);
    store.act('clock.changeItem', { clockId, serviceCode: '103' });
    refused(store, 'AUTHORISATION_USED', () => change(approval));
    const file = join(temporaryDirectory(), 'store.sqlite');
    await store.db.copyTo(file);
    expect(verifyStore(file).problems).toEqual([]);
  });

  it('goes for all technicians of the item', () => {
    const store = new TestStore();
    store.onDuty('51', '53');
    const { site } = store.state.site;
    const services = site.services.map((one) => (one.code === '202' ? { ...one, technicians: 2, price: 60_000 } : one));
    store.act('site.import', { site: { ...site, services }, demo: true });
    store.open('301', '206');
    start(store, '301');
    const second = clocksIn(store, '301').find(({ pairOf }) => pairOf !== null);
    store.act('clock.changeItem', { clockId: second?.id ?? '', serviceCode: '202' });
    const changed = clocksIn(store, '301').sort((a, b) => b.priceMinor - a.priceMinor);
    expect(changed.map(({ serviceCode, minutes, priceMinor }) => [serviceCode, minutes, priceMinor])).toEqual([
      ['202', 90, 60_000],
      ['202', 90, 0],
    ]);
  });

  it('is refused where it cannot be', () => {
    const store = storeWith('101', '2');
    const { id: clockId } = clockIn(store, '201');
    const change = (serviceCode: string) => store.act('clock.changeItem', { clockId, serviceCode });
    refused(store, 'ITEM_IS_THE_SAME', () => change('101'));
    refused(store, 'SERVICE_UNKNOWN', () => change('999'));
    refused(store, 'TECHNICIAN_NOT_SKILLED', () => change('201'));
    refused(store, 'ITEM_TAKES_OTHERS', () => change('104'));
    refused(store, 'CHANGED_MEANWHILE', () =>
      store.act('clock.changeItem', { clockId, serviceCode: '102', was: '103' }),
    );
    start(store, '201');
    store.act('clock.end', { clockId, reason });
    refused(store, 'CLOCK_ENDED', () => change('102'));
  });
});
