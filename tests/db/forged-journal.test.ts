import { beforeAll, describe, expect, it } from 'vitest';
import type { EventPayloads, EventType, JournalEvent } from '../../core/model/events.ts';

import { billDue } from '../../core/rules/bills/decide.ts';
import { type ProblemCode, verifyStore } from '../../db/verify.ts';
import { clocksIn, end, guestIn, guestsIn, settle, start, visitIn } from '../host/commands/at-store.ts';
import { approval } from '../host/commands/manager.ts';
import { TestStore } from '../host/test-store.ts';
import { codesOf, journalOf, written } from './forged.ts';

const reason = 'because';

/** A day on which everything is earned that can be, and a cheaper item, a refusal and a move by hand were approved. */
function day(): JournalEvent[] {
  const store = new TestStore();
  store.onDuty('1', '2', '3', '4', '51', '53');
  store.open('201', '101');
  store.open('202', '103', '3');
  store.act('visit.open', { roomNo: '301', guests: [{}], orders: [{ serviceCode: '206' }] });
  const [refusing] = clocksIn(store, '201');
  const refused = approval(store, 'clock.refuse', refusing?.id ?? '');
  store.act('clock.refuse', { clockId: refusing?.id ?? '', reason, authorisationId: refused });
  store.wait(1);
  for (const roomNo of ['201', '202', '301']) start(store, roomNo);
  const [dear] = clocksIn(store, '202');
  const authorisationId = approval(store, 'clock.changeItem', dear?.id ?? '', 21_800 - 13_800);
  store.act('clock.changeItem', { clockId: dear?.id ?? '', serviceCode: '101', authorisationId });
  const [running] = clocksIn(store, '201');
  store.act('clock.extend', { clockId: running?.id ?? '' });
  store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'S01', quantity: 2 }] });
  store.wait(25);
  store.act('clock.changeTechnician', {
    clockId: dear?.id ?? '',
    choice: { kind: 'requested', technicianNo: '4' },
    reason,
  });
  store.act('technician.rest', { technicianNo: '1' });
  store.wait(20);
  store.act('technician.comeBack', { technicianNo: '1' });
  store.act('rotation.move', { queueId: 'foot', technicianNo: '1', position: 1, reason }, 'M01');
  store.wait(60);
  for (const roomNo of ['201', '202', '301']) end(store, roomNo);
  const due = billDue(store.state, visitIn(store, '201'), guestsIn(store, '201'));
  settle(store, '201', guestsIn(store, '201'), due.totalMinor);
  store.act('technician.goOffDuty', { technicianNo: '1' });
  return journalOf(store);
}

let events: JournalEvent[] = [];
beforeAll(() => {
  events = day();
});

type Change<T extends EventType> = (payload: EventPayloads[T], event: JournalEvent) => object | false;

/** The journal with the last row of a type changed as whoever cheats wants it. */
function forged<T extends EventType>(type: T, change: Change<T>): JournalEvent[] {
  const at = events.findLastIndex((event) => event.type === type && change(event.payload as never, event) !== false);
  expect(at).toBeGreaterThan(0);
  return events.map((event, index) =>
    index === at
      ? ({ ...event, payload: { ...event.payload, ...change(event.payload as never, event) } } as JournalEvent)
      : event,
  );
}

const forgeries: [what: string, codes: ProblemCode[], forge: () => JournalEvent[]][] = [
  [
    'a clock given past the queue',
    ['CALL_NOT_DUE'],
    () => forged('clock.called', (p) => p.serviceCode === '101' && { technicianNo: '4' }),
  ],
  [
    'a clock that is paid as one asked for',
    ['CALL_NOT_DUE'],
    () => forged('clock.called', (p) => p.type === 'rotation' && { type: 'requested' }),
  ],
  [
    'an order of another type than was chosen',
    ['FACT_WRONG'],
    () => forged('clock.ordered', (p) => p.type === 'rotation' && { type: 'requested' }),
  ],
  [
    'a cheaper clock',
    ['FACT_WRONG'],
    () => forged('clock.ordered', (p) => p.serviceCode === '101' && { priceMinor: p.priceMinor - 1 }),
  ],
  [
    'a longer clock for the same money',
    ['FACT_WRONG'],
    () => forged('clock.ordered', (p) => p.serviceCode === '101' && { minutes: p.minutes + 10 }),
  ],
  ['a cheaper extension', ['FACT_WRONG'], () => forged('clock.extended', (p) => ({ priceMinor: p.priceMinor - 100 }))],
  [
    'cheaper goods',
    ['FACT_WRONG'],
    () =>
      forged('goods.ordered', (p) => ({
        lines: p.lines.map((line) => ({ ...line, unitPriceMinor: line.unitPriceMinor - 1 })),
      })),
  ],
  [
    'a clock taken over without a word',
    ['FACT_WRONG'],
    () => forged('clock.started', (p) => p.technicianNo === '3' && { technicianNo: '4' }),
  ],
  [
    'another technician at the end',
    ['FACT_WRONG'],
    () => forged('clock.ended', (p) => p.technicianNo === '4' && { technicianNo: '3' }),
  ],
  [
    'a better rule',
    ['CLOCK_FROZEN_WRONG'],
    () =>
      forged(
        'clock.started',
        (p) =>
          p.technicianNo === '3' && {
            commission: p.commission?.map((rule) => ({ ...rule, pay: { kind: 'fixed', amount: 99_900 } })),
          },
      ),
  ],
  [
    'no rule at all',
    ['CLOCK_FROZEN_WRONG'],
    () => forged('clock.started', (p) => p.technicianNo === '3' && { commission: [] }),
  ],
  [
    'a clock that counts nowhere',
    ['CLOCK_FROZEN_WRONG'],
    () => forged('clock.started', (p) => p.countsAs === 'rotation' && { countsAs: 'none' }),
  ],
  [
    'more minutes for the pay',
    ['EARNING_WRONG'],
    () => forged('commission.earned', (p) => p.clockType === 'extension' && { minutes: p.minutes * 2 }),
  ],
  [
    'a larger part of the price of two',
    ['EARNING_WRONG'],
    () => forged('commission.earned', (p) => p.code === '206' && { baseMinor: p.baseMinor + 100 }),
  ],
  [
    'a split that loses a fen',
    ['EARNING_WRONG'],
    () =>
      forged(
        'commission.earned',
        (p) =>
          p.served.length > 1 && {
            parts: p.parts.map((part) => ({
              ...part,
              shares: part.shares.map((share, index) => (index === 0 ? share - 1 : share)),
            })),
          },
      ),
  ],
  [
    'a fen moved to the other of two',
    ['EARNING_WRONG'],
    () =>
      forged(
        'commission.earned',
        (p) =>
          p.served.length > 1 && {
            parts: p.parts.map((part) => ({
              ...part,
              shares: part.shares.map((share, index) => (index === 0 ? share - 1 : share + 1)),
            })),
          },
      ),
  ],
  [
    'goods sold by somebody else',
    ['EARNING_WRONG'],
    () =>
      forged(
        'commission.earned',
        (p) => p.source === 'goods' && { creditedNo: '4', served: p.served.map((one) => ({ ...one, payeeNo: '4' })) },
      ),
  ],
  [
    'a better percentage of goods',
    ['EARNING_WRONG'],
    () =>
      forged(
        'commission.earned',
        (p) =>
          p.source === 'goods' && {
            parts: p.parts.map((part) => ({
              ...part,
              rule: { saleOf: p.code, percent: 50 },
              amountMinor: p.baseMinor / 2,
              shares: [p.baseMinor / 2],
            })),
          },
      ),
  ],
  [
    'a move that leads further to the front',
    ['QUEUE_MOVE_DIFFERS'],
    () => forged('rotation.moved', (p) => p.because.event === 'refused' && { toRank: -5, toPosition: 1 }),
  ],
  [
    'a rest that was too long, and came back in time',
    ['FACT_WRONG', 'QUEUE_MOVE_LACKING'],
    () => forged('technician.tookRest', (p) => ({ until: p.until - 25 * 60_000 })),
  ],
  [
    'a refusal approved by nobody who may',
    ['AUTHORISATION_NOT_ALLOWED'],
    () =>
      events.map((event) =>
        event.type === 'authorisation.given' && event.payload.act === 'clock.refuse'
          ? { ...event, actor: 'R01' }
          : event,
      ),
  ],
  [
    'an approval of less money',
    ['AUTHORISATION_FOR_ANOTHER'],
    () => forged('authorisation.given', (p) => p.act === 'clock.changeItem' && { amountMinor: 100 }),
  ],
  [
    'an approval that lasts for ever',
    ['AUTHORISATION_NOT_ALLOWED'],
    () => forged('authorisation.given', (p, { at }) => ({ ...p, expiresAt: at + 86_400_000 })),
  ],
  [
    'an item that was cheaper before',
    ['FACT_WRONG'],
    () => forged('clock.itemChanged', () => ({ fromPriceMinor: 13_800 })),
  ],
  [
    'a swipe moved to an earlier time',
    ['TIME_RUNS_BACK'],
    () =>
      events.map((event) => (event.type === 'technician.cameBack' ? { ...event, at: event.at - 30 * 60_000 } : event)),
  ],
  [
    'pay booked into another month',
    ['COMMAND_TORN'],
    () =>
      events.map((event) => (event.type === 'commission.earned' ? { ...event, businessDate: '2026-12-01' } : event)),
  ],
  [
    'a whole command on another day',
    ['DAY_WRONG'],
    () =>
      events.map((event) =>
        event.at === events.at(-1)?.at && event.commandId === events.at(-1)?.commandId
          ? { ...event, businessDate: '2026-11-20' }
          : event,
      ),
  ],
  [
    'an early end that is not told',
    ['FACT_WRONG'],
    () =>
      events.map((event) =>
        event.type === 'clock.started' && event.payload.technicianNo === '3'
          ? event
          : event.type === 'clock.ended' && event.payload.technicianNo === '4'
            ? { ...event, payload: { ...event.payload, earlyMinutes: 7 } }
            : event,
      ),
  ],
  [
    'a line left out of a bill',
    ['FACT_WRONG'],
    () =>
      forged('bill.settled', ({ bill }) => ({
        bill: { ...bill, lines: bill.lines.filter(({ kind }) => kind !== 'goods') },
      })),
  ],
];

describe('a journal written anew, its chain and tables whole', () => {
  it('is in order as it was', () => {
    expect(verifyStore(written(events)).problems).toEqual([]);
  });

  it.each(forgeries)('names %s', (_what, codes, forge) => {
    const found = codesOf(verifyStore(written(forge())).problems);
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  it('names a move that nothing asked for, and one by hand that leads elsewhere', () => {
    const at = events.findIndex(({ type }) => type === 'rotation.moved');
    const came = events.findIndex(({ type, payload }) => type === 'technician.cameBack' && 'late' in payload);
    const [move, back] = [events[at], events[came]];
    if (move?.type !== 'rotation.moved' || back === undefined) throw new Error('nobody moved');
    const place = { fromPosition: 4, toPosition: 1, fromRank: 9, toRank: -9, effect: 'head' as const };
    const made = { ...move, ...{ at: back.at, commandId: back.commandId, actor: back.actor, station: back.station } };
    const payload = { ...move.payload, ...place, technicianNo: '1', because: { event: 'back-in-time' } };
    const more = events.toSpliced(came + 1, 0, { ...made, payload });
    expect(codesOf(verifyStore(written(more)).problems)).toContain('QUEUE_MOVE_UNASKED');
    const byHand = forged('rotation.moved', (p) => p.because.event === 'moved-by-hand' && { toRank: -77 });
    expect(codesOf(verifyStore(written(byHand)).problems)).toContain('QUEUE_MOVE_DIFFERS');
  });

  it('names whoever waits although somebody is free', () => {
    const called = events.findLastIndex(({ type }) => type === 'clock.called');
    const until = events.slice(0, called);
    expect(codesOf(verifyStore(written(until)).problems)).toEqual(['CALL_LACKING']);
  });
});
