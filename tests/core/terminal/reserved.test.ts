import { beforeEach, describe, expect, test } from 'vitest';
import { widthOf } from '../../../core/terminal/display.ts';
import { bookAt, keepTime } from '../../host/parts/reservations/at-desk.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
  store.onDuty('1', '2', '3');
});

describe('a room that is kept', () => {
  test('says whose it is, and a receptionist takes it as the arrival by one key', () => {
    bookAt(store, 20);
    keepTime(store);
    const terminal = new AtTerminal(store, '201');
    expect(terminal.idle).toEqual(['201 预留', '12:20 陈女士2位']);
    expect(terminal.swipe('R01')).toMatchObject({ lines: ['12:20 陈女士2位', '1到店 2开给别人'], tone: 'ask' });
    expect(terminal.press('1')).toMatchObject({ lines: ['201 已开 2位', '已叫 2'], tone: 'ok', dialog: null });
    expect(store.eventsOf('reservation.arrived')).toMatchObject([{ roomNo: '201', actor: 'R01' }]);
    expect(terminal.idle[0]).toBe('201 待钟');
  });

  test('is opened for others for a reason that is chosen by one key', () => {
    const id = bookAt(store, 20);
    const terminal = new AtTerminal(store, '201');
    expect(terminal.swipe('R01', '2').lines).toEqual(['为何开给别人?', '1商量2换房3其他']);
    expect(terminal.press('9').tone).toBe('error');
    expect(terminal.press('2#101###')).toMatchObject({ lines: ['201 已开 1位', '已叫 1'], tone: 'ok' });
    expect(store.eventsOf('visit.opened')[0]?.despite).toEqual({ reservationId: id, reason: '房间已调换' });
  });

  test('steps back, and from the first question ends with nothing done', () => {
    bookAt(store, 20);
    const terminal = new AtTerminal(store, '201');
    expect(terminal.swipe('R01', '2*').lines[1]).toBe('1到店 2开给别人');
    expect(terminal.press('*')).toMatchObject({ dialog: null, tone: 'ask' });
    expect(store.eventsOf('visit.opened')).toEqual([]);
  });

  test('turns a waiter away, and says until when it is kept', () => {
    bookAt(store, 20);
    const terminal = new AtTerminal(store, '201');
    expect(terminal.swipe('W01')).toMatchObject({ lines: [expect.any(String), '留给12:20预订'], tone: 'error' });
  });

  test('fits sixteen columns of ASCII in English', () => {
    bookAt(store, 20);
    const terminal = new AtTerminal(store, '201', { language: 'en' });
    for (const lines of [terminal.swipe('R01').lines, terminal.press('2').lines]) {
      for (const line of lines) {
        expect(line).toMatch(/^[ -~]*$/);
        expect(widthOf(line)).toBeLessThanOrEqual(16);
      }
    }
    expect(terminal.swipe('R01').lines).toEqual(['Kept 12:20 x2', '1arrived 2others']);
  });

  test('is asked anew when it became somebody else’s meanwhile', () => {
    const id = bookAt(store, 20);
    const terminal = new AtTerminal(store, '201');
    terminal.swipe('R01');
    store.act('reservation.cancel', { reservationId: id, reason: 'x' });
    expect(terminal.press('1')).toMatchObject({ tone: 'error', refusal: { code: 'CHANGED_MEANWHILE' } });
  });
});

test('the reader explains that a place is not called for a reservation', () => {
  bookAt(store, 10);
  const reader = new AtTerminal(store, null);
  const pages: string[] = reader.swipe('2', '5').lines.slice();
  pages.push(...reader.press('#').lines);
  expect(pages.join(' ')).toContain('留给预订');
});

test('a technician who is kept is refused at her number, and the question waits', () => {
  bookAt(store, 10);
  const terminal = new AtTerminal(store, '202');
  expect(terminal.swipe('R01', '#101#2#')).toMatchObject({ lines: ['留给12:10预订', '技师号 #'], tone: 'error' });
  expect(terminal.press('##').lines).toEqual(['202 已开 1位', '已叫 1']);
});
