import { describe, expect, it } from 'vitest';
import { addDays } from '../../core/kernel/time.ts';
import type { ClockType } from '../../core/model/clock-types/clock-types.ts';
import type { TechnicianChoice } from '../../core/model/clocks/choice.ts';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import { event } from '../../core/model/events.ts';

import type { RotationState } from '../../core/rules/rotation/policy-in-force.ts';
import { exampleSite } from '../db/shop-day.ts';
import { inMemory, inSqlite } from './led-stores.ts';

const noon = Date.UTC(2026, 10, 21, 4);
const minuteMs = 60_000;

/** A journal written by hand: each call is one command, so many minutes after noon of a trading day. */
class Hand {
  readonly events: JournalEvent[] = [];
  at(minutes: number, ...events: StoreEvent[]): this {
    const days = Math.floor(minutes / 1_440);
    const command = {
      commandId: `c${this.events.length}`,
      at: noon + minutes * minuteMs,
      businessDate: addDays('2026-11-21', days),
      actor: 'R01',
      station: 'desk',
    };
    for (const one of events) {
      const seq = this.events.length + 1;
      this.events.push({ ...one, ...command, seq, id: `e${seq}` });
    }
    return this;
  }
}

const site = exampleSite();
const imported = (leftOut: readonly string[] = []) =>
  event('site.imported', {
    site: { ...site, technicians: site.technicians.filter(({ no }) => !leftOut.includes(no)) },
    demo: false,
  });
const because = { event: 'on-duty' } as const;
const moved = (technicianNo: string, fromRank: number | null, toRank: number | null) =>
  event('rotation.moved', {
    ...{ queueId: 'foot', technicianNo, effect: toRank === null ? ('remove' as const) : ('tail' as const) },
    ...{ fromPosition: null, toPosition: null, fromRank, toRank, because },
  });
const guests = ['g1', 'g2', 'g3'].map((guestId, index) => ({
  ...{ guestId, ordinal: index + 1, bed: index + 1, wristbandNo: null },
}));
const opened = event('visit.opened', { visitId: 'v', no: '1', roomNo: '202', partyId: 'v', guests });
const ordered = (clockId: string, choice: TechnicianChoice, more: { pairOf?: string; reservationId?: string } = {}) =>
  event('clock.ordered', {
    ...{ clockId, visitId: 'v', guestId: 'g1', roomNo: '202', serviceCode: '101', choice, minutes: 60 },
    ...{ type: choice.kind === 'same' ? ('rotation' as const) : choice.kind, priceMinor: 100, pairOf: null, ...more },
    currency: 'CNY',
  });
const called = (clockId: string, technicianNo: string, heldRank: number | null, type: ClockType = 'rotation') =>
  event('clock.called', {
    ...{ clockId, visitId: 'v', roomNo: '202', serviceCode: '101', type, technicianNo, queueId: 'foot', heldRank },
    ...{ wristbandNo: null, guestCount: 3, orderedAt: noon },
  });
const started = (clockId: string, technicianNo: string, reason: string | null = null) =>
  event('clock.started', {
    ...{ clockId, visitId: 'v', roomNo: '202', technicianNo, dueAt: noon + 90 * minuteMs, by: 'desk' as const, reason },
  });
const ended = (clockId: string, technicianNo: string, extensionIds: string[] = []) =>
  event('clock.ended', {
    ...{ clockId, visitId: 'v', roomNo: '202', technicianNo, extensionIds, earlyMinutes: 0, reason: null },
  });
const locked = event('reservation.techniciansLocked', {
  ...{ reservationId: 'r', roomNo: '202', startsAt: noon + 30 * minuteMs, technicianNos: ['3'] },
});
const booked = event('reservation.booked', {
  ...{ reservationId: 'r', roomNo: '202', startsAt: noon + 30 * minuteMs, minutes: 60, guestCount: 1 },
  ...{ guestName: 'x', phone: '', note: '', forDate: '2026-11-21', items: [] },
});
const byRotation = { kind: 'rotation' } as const;
const ids = (clocks: readonly { id: string }[]) => clocks.map(({ id }) => id);
const date = '2026-11-21';
const handedBack = (clockId: string, technicianNo: string) =>
  event('clock.handedBack', {
    ...{ clockId, visitId: 'v', roomNo: '202', serviceCode: '101', technicianNo, why: 'refused' as const, reason: 'x' },
    ...{ type: 'rotation' as const, passedBy: [technicianNo], authorisationId: 'a', allowedBy: 'M01' },
  });
const changed = (clockId: string, fromTechnicianNo: string, toTechnicianNo: string, running: boolean) =>
  event('clock.technicianChanged', {
    ...{ clockId, visitId: 'v', roomNo: '202', serviceCode: '101', fromTechnicianNo, toTechnicianNo, running },
    ...{ queueId: null, heldRank: null, type: 'requested' as const, reason: 'x' },
  });
const extended = (clockId: string, parentId: string, technicianNo: string) =>
  event('clock.extended', {
    ...{ clockId, parentId, visitId: 'v', guestId: 'g1', roomNo: '202', serviceCode: '101', technicianNo },
    ...{ minutes: 30, priceMinor: 50, dueAt: noon + 120 * minuteMs, currency: 'CNY' },
  });
const reminded = (clockId: string, technicianNo: string) =>
  event('clock.reminded', { clockId, visitId: 'v', roomNo: '202', technicianNo, dueAt: noon + 90 * minuteMs });
const arrived = event('reservation.arrived', {
  ...{ reservationId: 'r', visitId: 'v', roomNo: '202', bookedRoomNo: '202', technicianNos: ['3'] },
  startsAt: noon + 30 * minuteMs,
});

/** Everybody's queue, of three, with a visit in room 202. */
const shop = () => new Hand().at(0, imported(), moved('1', null, 1), moved('2', null, 2), moved('3', null, 3), opened);

/** What happened, and what the slices must say of it. */
const cases: readonly { name: string; journal: Hand; ask(state: RotationState): unknown; answer: unknown }[] = [
  {
    name: 'clocks wait in the order they came, the smaller id first; who is called waits no more',
    journal: shop()
      .at(1, ordered('b', byRotation), ordered('a', byRotation))
      .at(2, ordered('c', byRotation))
      .at(3, called('a', '1', 1)),
    ask: ({ clocks }) => [ids(clocks.waiting()), clocks.busyOf('1')?.id, clocks.busyOf('2')],
    answer: [['b', 'c'], 'a', null],
  },
  {
    name: 'a clock handed back waits again, with who is not called to it',
    journal: shop()
      .at(1, ordered('a', byRotation), called('a', '1', 1))
      .at(2, handedBack('a', '1')),
    ask: ({ clocks }) => [
      ids(clocks.waiting()),
      clocks.byId('a')?.passedBy,
      clocks.busyOf('1'),
      clocks.onDay('1', date),
    ],
    answer: [['a'], ['1'], null, []],
  },
  {
    name: 'a day has the clocks of whoever has them now; at most those, extensions counted along',
    journal: shop()
      .at(1, ordered('a', byRotation), called('a', '1', 1))
      .at(2, started('a', '1'))
      .at(3, extended('x', 'a', '1'), ordered('b', byRotation), called('b', '2', 2))
      .at(4, changed('a', '1', '3', true)),
    ask: ({ clocks }) => [
      ...['1', '2', '3'].map((no) => [ids(clocks.onDay(no, date)), clocks.onDayAtMost(no, date)]),
      clocks.onDayAtMost('3', '2026-11-22'),
    ],
    answer: [[[], 1], [['b'], 1], [['a'], 1], 0],
  },
  {
    name: 'an extension is a clock of its own, and moves the end and the reminder of its main clock',
    journal: shop()
      .at(1, ordered('a', byRotation), called('a', '1', 1))
      .at(2, started('a', '1', 'by hand'))
      .at(60, reminded('a', '1'))
      .at(61, extended('x', 'a', '1')),
    ask: ({ clocks }) => {
      const [main, own] = [clocks.byId('a'), clocks.byId('x')];
      return [
        main?.dueAt,
        main?.remindedAt,
        main?.reason,
        own?.parentId,
        own?.type,
        own?.state,
        clocks.busyOf('1')?.id,
      ];
    },
    answer: [noon + 120 * minuteMs, null, 'by hand', 'a', 'extension', 'started', 'a'],
  },
  {
    name: 'what ends takes its extensions along',
    journal: shop()
      .at(1, ordered('a', byRotation), called('a', '1', 1))
      .at(2, started('a', '1', 'by hand'))
      .at(3, extended('x', 'a', '1'))
      .at(90, ended('a', '1', ['x'])),
    ask: ({ clocks }) => ['a', 'x'].map((id) => [clocks.byId(id)?.state, clocks.byId(id)?.endedAt]),
    answer: [
      ['ended', noon + 90 * minuteMs],
      ['ended', noon + 90 * minuteMs],
    ],
  },
  {
    name: 'an item for two are both clocks by the id of the one that carries the price, and one by the other’s',
    journal: shop().at(1, ordered('b', byRotation), ordered('a', byRotation, { pairOf: 'b' })),
    ask: ({ clocks }) => [ids(clocks.ofItem('b')), ids(clocks.ofItem('a')), clocks.ofItem('nothing')],
    answer: [['a', 'b'], ['a'], []],
  },
  {
    name: 'a call from behind counts from when it was made, as long as it stands',
    journal: shop()
      .at(10, ordered('a', byRotation), called('a', '2', 2))
      .at(20, ordered('b', byRotation), called('b', '3', 3))
      .at(21, handedBack('b', '3')),
    ask: ({ rotation }) => [
      rotation.calledBehind('foot', 1, noon),
      rotation.calledBehind('foot', 1, noon + 11 * minuteMs),
      rotation.calledBehind('foot', 2, noon),
      rotation.calledBehind('spa', 1, noon),
    ],
    answer: [true, false, false, false],
  },
  {
    name: 'a call of somebody who was asked for is none of the rotation',
    journal: shop().at(10, ordered('a', { kind: 'requested', technicianNo: '3' }), called('a', '3', 3, 'requested')),
    ask: ({ rotation }) => rotation.calledBehind('foot', 1, noon),
    answer: false,
  },
  {
    name: 'a queue stands by rank; who came into it today has joined, who left yesterday has a place to come back to',
    journal: shop()
      .at(5, moved('1', 1, 9))
      .at(6, moved('2', 2, null))
      .at(1_440, moved('2', null, 4)),
    ask: ({ rotation }) => [
      rotation.queue('foot').map(({ technicianNo, rank }) => [technicianNo, rank]),
      rotation.hasJoined('foot', '2', date),
      rotation.hasJoined('foot', '2', '2026-11-22'),
      rotation.hasJoined('foot', '1', '2026-11-22'),
      rotation.lastLeft('foot', '2', '2026-11-22'),
      rotation.lastLeft('foot', '2', date),
    ],
    answer: [
      [
        ['3', 3],
        ['2', 4],
        ['1', 9],
      ],
      ...[true, true, false],
      { businessDate: date, rank: 2 },
      null,
    ],
  },
  {
    name: 'a mark without a reason keeps the one of the mark before; the last that ends takes the row along',
    journal: shop()
      .at(1, event('technician.held', { technicianNo: '1', until: noon + 30 * minuteMs, reason: 'called by a guest' }))
      .at(2, event('technician.pauseAsked', { technicianNo: '1', reason: null }))
      .at(3, event('technician.held', { technicianNo: '2', until: noon + 30 * minuteMs, reason: 'x' }))
      .at(4, event('technician.holdEnded', { technicianNo: '2', why: 'by-hand' })),
    ask: ({ technicians }) => [technicians.allMarks(), technicians.marks('2')],
    answer: [
      [
        {
          ...{ technicianNo: '1', heldUntil: noon + 30 * minuteMs, stoppedSince: null, pauseAsked: true },
          ...{ pausedSince: null, reason: 'called by a guest' },
        },
      ],
      null,
    ],
  },
  {
    name: 'whoever leaves the settings is forgotten, but for who has stood in a queue',
    journal: shop().at(1, imported(['1', '88'])),
    ask: ({ technicians }) => ['1', '2', '88'].map((no) => technicians.byNo(no)?.duty ?? null),
    answer: ['off', 'off', null],
  },
  {
    name: 'a technician on duty is so since then, and rests until a time',
    journal: shop()
      .at(1, event('technician.cameOnDuty', { technicianNo: '1', firstDay: true }))
      .at(2, event('technician.cameOnDuty', { technicianNo: '2', firstDay: true }))
      .at(9, event('technician.tookRest', { technicianNo: '2', until: noon + 20 * minuteMs })),
    ask: ({ technicians }) => ['1', '2'].map((no) => technicians.byNo(no)),
    answer: [
      { no: '1', duty: 'on', since: noon + minuteMs, restUntil: null },
      { no: '2', duty: 'resting', since: noon + 9 * minuteMs, restUntil: noon + 20 * minuteMs },
    ],
  },
  {
    name: 'a technician is kept for a reservation until the guests come, then for their clock until the call',
    journal: shop().at(1, booked).at(2, locked),
    ask: ({ reservations }) => reservations.locks(),
    answer: [{ reservationId: 'r', technicianNo: '3', roomNo: '202', startsAt: noon + 30 * minuteMs, visitId: null }],
  },
  {
    name: 'and for the clock of the guests who came',
    journal: shop()
      .at(1, booked)
      .at(2, locked)
      .at(3, arrived, ordered('a', { kind: 'requested', technicianNo: '3' }, { reservationId: 'r' })),
    ask: ({ reservations }) => reservations.locks(),
    answer: [{ reservationId: 'r', technicianNo: '3', roomNo: '202', startsAt: noon + 3 * minuteMs, visitId: 'v' }],
  },
  {
    name: 'and no longer',
    journal: shop()
      .at(1, booked)
      .at(2, locked)
      .at(3, arrived, ordered('a', { kind: 'requested', technicianNo: '3' }, { reservationId: 'r' }))
      .at(4, called('a', '3', 3, 'requested')),
    ask: ({ reservations }) => reservations.locks(),
    answer: [],
  },
];

describe.each([
  ['in memory', inMemory],
  ['in the file', inSqlite],
])('a store %s', (_where, open) => {
  it.each(cases)('knows: $name', ({ journal, ask, answer }) => {
    const store = open();
    for (const one of journal.events) store.take(one);
    expect(ask(store.state)).toEqual(answer);
  });
});
