import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutTo, widthOf } from '../../../core/terminal/display.ts';
import { idleLines, reminderLines } from '../../../core/terminal/idle.ts';
import type { TerminalAnswer, TerminalPlace } from '../../../core/terminal/terminal.ts';
import { displayWidth } from '../../../hardware/osdp/text.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

describe('an idle display', () => {
  test('follows the room through its day', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const at = (place: Partial<TerminalPlace>) => new AtTerminal(store, '202', place).idle;
    const small = { lines: 1 } as const;
    const english = { language: 'en' } as const;
    expect([at({}), at(english)]).toEqual([['202 空净'], ['202 free']]);

    store.open('202', null, undefined, 2);
    expect([at({}), at(english)]).toEqual([['202 已开'], ['202 open']]);

    const visitId = store.state.visits.openIn('202')?.id ?? '';
    const guests = store.state.visits.guestsOf(visitId);
    for (const { id: guestId } of guests) store.act('clock.order', { guestId, serviceCode: '101' });
    expect([at({}), at(english), at(small)]).toEqual([
      ['202 待钟', '1号 已叫'],
      ['202 waiting', 'No.1 called'],
      ['202 1号 已叫'],
    ]);
    expect(at({ lines: 4 })).toEqual(['202 待钟', '1号 已叫', '2号 已叫']);

    new AtTerminal(store, '202').swipe('2');
    store.wait(5);
    new AtTerminal(store, '202').swipe('1');
    expect([at({}), at(english), at(small)]).toEqual([
      ['202 上钟', '2号至13:00'],
      ['202 in service', 'No.2 to 13:00'],
      ['202 2号至13:00'],
    ]);
    expect(at({ lines: 4 })).toEqual(['202 上钟', '2号至13:00', '1号至13:05']);

    // No running minutes: it stays as it is until something happens.
    const before = at({});
    store.wait(30);
    expect(at({})).toEqual(before);

    for (const no of ['1', '2']) new AtTerminal(store, '202').swipe(no, '21#');
    expect([at({}), at(english)]).toEqual([['202 待买单'], ['202 to pay']]);
    store.act('bill.settle', {
      visitId,
      guestIds: guests.map(({ id }) => id),
      payments: [{ tenderCode: 'cash-cny', amountMinor: 27600 }],
      expectedTotalMinor: 27600,
    });
    expect([at({}), at(english)]).toEqual([['202 脏房'], ['202 dirty']]);
    new AtTerminal(store, '202').swipe('P01');
    store.act('room.putOutOfOrder', { roomNo: '202', reason: 'x' });
    expect([at({}), at(english)]).toEqual([['202 停用'], ['202 closed']]);
  });

  test('of a room the site does not have shows its number; the reader asks for a card', () => {
    const store = new TestStore();
    const place: TerminalPlace = { terminalId: 'x/1', roomNo: '999', lines: 2, columns: 16, language: 'en' };
    expect(idleLines(store.state, place)).toEqual(['999']);
    expect(new AtTerminal(store, null).idle).toEqual(['钟房', '请刷卡']);
    expect(new AtTerminal(store, null, { lines: 1, language: 'en' }).idle).toEqual(['Swipe card']);
  });

  test('the reminder names the technician and the end', () => {
    const { state, at } = new TestStore();
    const lines = (language: 'zh-CN' | 'en', count: number) =>
      reminderLines(
        state,
        { terminalId: 'x/1', roomNo: '202', lines: count, columns: 16, language },
        { technicianNo: '88', dueAt: at },
      );
    expect(lines('zh-CN', 2)).toEqual(['88号 快到钟', '至12:00']);
    expect(lines('en', 2)).toEqual(['No.88 ends soon', 'until 12:00']);
    expect(lines('zh-CN', 1)).toEqual(['88号 快到钟']);
  });
});

describe('text on the display', () => {
  test('is never counted narrower than the display shows it, and never cut inside a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 20 }), (text, columns) => {
        expect(widthOf(text)).toBeGreaterThanOrEqual(displayWidth(text));
        const cut = cutTo(text, columns);
        expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
        expect(text.startsWith(cut)).toBe(true);
      }),
    );
    expect([cutTo('客人换技师', 5), cutTo('a客b', 2), cutTo('a客b', 3)]).toEqual(['客人', 'a', 'a客']);
    expect(widthOf('云水堂·a')).toBe(9);
  });
});

describe('random cards and keys', () => {
  const holders = ['1', '2', '3', '4', 'R01', 'W01', 'M01', 'P01', 'C01', 'band 1'];
  const action = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('card' as const), holder: fc.constantFrom(...holders) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('strange' as const), uid: fc.stringMatching(/^[0-9A-F]{8,20}$/) }),
    },
    {
      weight: 12,
      // Digits and # more often than the rest, so that dialogues come to their end.
      arbitrary: fc.record({
        kind: fc.constant('key' as const),
        key: fc.constantFrom(...'01234##############*9BA'.split('')),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('code' as const),
        keys: fc.constantFrom('101#', '#', '104#', '#101###'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 70 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('timeout' as const) }) },
  );
  const shape = fc.record({
    lines: fc.constantFrom(1, 2, 4),
    columns: fc.constantFrom(8, 12, 16, 20),
    language: fc.constantFrom('zh-CN' as const, 'en' as const),
  });

  test('never throw, never exceed the display, and change nothing when the answer is a refusal or a question', () => {
    fc.assert(
      fc.property(
        shape,
        fc.array(fc.record({ at: fc.constantFrom(0, 1, 2), action }), { minLength: 20, maxLength: 80 }),
        (place, steps) => {
          const store = new TestStore();
          store.onDuty('1', '2', '3');
          const terminals = [null, '202', '301'].map((roomNo) => new AtTerminal(store, roomNo, place));
          for (const step of steps) {
            const terminal = terminals[step.at];
            if (!terminal) continue;
            const { seq } = store;
            const answer = answerTo(terminal, step.action);
            if (answer) check(answer, terminal.place, store.seq > seq);
            const idle = terminal.idle;
            expect(idle.length).toBeLessThanOrEqual(place.lines);
            for (const line of idle) expect(displayWidth(line)).toBeLessThanOrEqual(place.columns);
          }
          store.db.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

  /** One card or one key; the last answer of several keys, which end where the dialogue ends. */
  function answerTo(terminal: AtTerminal, step: Action): TerminalAnswer | null {
    switch (step.kind) {
      case 'card':
        return terminal.swipe(step.holder);
      case 'strange':
        return terminal.card(step.uid);
      case 'key':
        return terminal.dialog ? terminal.press(step.key) : null;
      case 'code': {
        let answer: TerminalAnswer | null = null;
        for (const key of step.keys) {
          if (!terminal.dialog) break;
          const { seq } = terminal.store;
          answer = terminal.press(key);
          check(answer, terminal.place, terminal.store.seq > seq);
        }
        return null;
      }
      case 'wait':
        terminal.store.wait(step.minutes);
        return null;
      case 'timeout':
        return terminal.timeOut();
    }
  }

  function check(answer: TerminalAnswer, place: TerminalPlace, hasChanged: boolean): void {
    expect(answer.lines.length).toBeGreaterThan(0);
    expect(answer.lines.length).toBeLessThanOrEqual(place.lines);
    for (const line of answer.lines) expect(displayWidth(line)).toBeLessThanOrEqual(place.columns);
    if (answer.tone !== 'ok') expect(hasChanged).toBe(false);
    if (answer.refusal) expect(answer).toMatchObject({ tone: 'error', dialog: null });
  }
});
