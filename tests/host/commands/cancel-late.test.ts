import { describe, expect, it } from 'vitest';
import { billDue } from '../../../core/rules/bills/decide.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, clocksIn, guestsIn, reason, refused, start, visitIn } from './at-store.ts';
import { approval } from './manager.ts';

/** A room in which an item has run for so long. */
function running(minutes: number, serviceCode = '101'): { store: TestStore; clockId: string } {
  const store = new TestStore();
  store.onDuty('1', '2', '51', '53');
  store.act('visit.open', { roomNo: '301', guests: [{}], orders: [{ serviceCode }] });
  start(store, '301');
  store.wait(minutes);
  return { store, clockId: clocksIn(store, '301')[0]?.id ?? '' };
}

const dueIn = (store: TestStore) => billDue(store.state, visitIn(store, '301'), guestsIn(store, '301')).totalMinor;

describe('cancelling a clock past the grace', () => {
  it('is free up to the last moment of the grace', () => {
    const { store, clockId } = running(10);
    store.act('clock.cancel', { clockId, reason });
    expect(store.eventsOf('clock.cancelled')[0]).not.toHaveProperty('writtenOffMinor');
  });

  it('needs a manager, who approves exactly what the guests no longer pay', () => {
    const { store, clockId } = running(11);
    const cancel = (authorisationId?: string) =>
      store.act('clock.cancel', { clockId, reason, ...(authorisationId && { authorisationId }) });
    refused(store, 'AUTHORISATION_NEEDED', () => cancel());
    const less = approval(store, 'clock.cancel', clockId, 13_700);
    refused(store, 'AUTHORISATION_FOR_ANOTHER', () => cancel(less));
    const other = approval(store, 'clock.changeItem', clockId, 13_800);
    refused(store, 'AUTHORISATION_FOR_ANOTHER', () => cancel(other));
    const right = approval(store, 'clock.cancel', clockId, 13_800);
    cancel(right);
    expect(store.eventsOf('clock.cancelled')).toMatchObject([
      { writtenOffMinor: 13_800, authorisationId: right, allowedBy: 'M01' },
    ]);
    expect(dueIn(store)).toBe(0);
  });

  it('takes the extensions of all technicians of the item along', () => {
    const { store, clockId } = running(20, '206');
    store.act('clock.extend', { clockId });
    const amountMinor = 38_800 + 19_400;
    expect(dueIn(store)).toBe(amountMinor);
    refused(store, 'AUTHORISATION_NEEDED', () => store.act('clock.cancel', { clockId, reason }));
    const authorisationId = approval(store, 'clock.cancel', clockId, amountMinor);
    store.act('clock.cancel', { clockId, reason, authorisationId });
    expect(clocksIn(store, '301').map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(dueIn(store)).toBe(0);
  });

  it('needs nobody where the guests pay the same: one of two technicians leaves', () => {
    const { store } = running(20, '206');
    store.act('clock.cancel', { clockId: clockIn(store, '301').id, reason });
    expect(dueIn(store)).toBe(38_800);
  });
});
