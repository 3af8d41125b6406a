import { describe, expect, it } from 'vitest';
import { widthOf, wrapTo } from '../../../core/terminal/display.ts';
import { guestIn, visitIn } from '../../host/commands/at-store.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

/** Technician 1 called to 202 for 60 minutes from 12:00, whose guest wishes this. */
function called(...wishes: string[]): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2');
  store.open('202', '101');
  for (const text of wishes) store.act('wish.note', { whose: { kind: 'guest', guestId: guestIn(store, '202') }, text });
  return store;
}

const long = '左肩有旧伤请轻一点，不要用精油';

describe('a technician who starts a clock', () => {
  it('reads what the guest wishes, page by page, and then until when it runs', () => {
    const store = called('no oil', long);
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('1')).toMatchObject({ lines: ['1号 上钟 1/3', 'no oil'], tone: 'ok' });
    expect(store.eventsOf('clock.started')).toHaveLength(1);
    expect(terminal.press('#')).toMatchObject({ lines: ['要求 2/3', '左肩有旧伤请轻一'], tone: 'ask' });
    expect(terminal.press('5').lines).toEqual(['要求 2/3', '左肩有旧伤请轻一']);
    expect(terminal.press('#').lines).toEqual(['要求 3/3', '点，不要用精油']);
    expect(terminal.press('#')).toMatchObject({ lines: ['1号', '至13:00'], tone: 'ok', dialog: null });
    expect(terminal.swipe('1', '6').lines).toEqual(['要求 1/3', 'no oil']);
    expect(terminal.press('*')).toMatchObject({ lines: ['202 上钟', '1号至13:00'], dialog: null });
  });

  it('reads those of the whole room after the guest’s own, and none of another guest', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.open('202', '101', undefined, 2);
    const [first, second] = [guestIn(store, '202', 1), guestIn(store, '202', 2)];
    store.act('wish.note', { whose: { kind: 'room', visitId: visitIn(store, '202') }, text: 'quiet' });
    store.act('wish.note', { whose: { kind: 'guest', guestId: first }, text: 'first' });
    store.act('wish.note', { whose: { kind: 'guest', guestId: second }, text: 'second' });
    const terminal = new AtTerminal(store, '202', { lines: 4 });
    expect(terminal.swipe('1').lines).toEqual(['1号 上钟', '至13:00', 'first', 'quiet']);
  });

  it('reads it on displays of one line, in English, and without keys', () => {
    const store = called('strong pressure on the back');
    const line = new AtTerminal(store, '202', { lines: 1, language: 'en' });
    expect(line.swipe('1').lines).toEqual(['No.1 to 13:00 #']);
    expect(line.press('#').lines).toEqual(['strong pressure']);
    expect(line.press('#').lines).toEqual(['on the back']);
    expect(line.press('#').lines).toEqual(['No.1 to 13:00']);
    const english = new AtTerminal(store, '202', { language: 'en' });
    expect(english.swipe('1').lines).toEqual(['1ext 2end 6notes', '3goods4call5canc']);
    expect(english.press('6').lines).toEqual(['Notes 1/2', 'strong pressure']);
    const bare = new AtTerminal(called('no oil', 'quiet'), '202', { hasKeypad: false });
    expect(bare.swipe('1')).toMatchObject({ lines: ['1号 上钟 1/2', 'no oil'], tone: 'ok', dialog: null });
  });

  it('finds no such key where nothing is wished, and nothing after the desk withdrew it', () => {
    const store = called('no oil');
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('1');
    expect(terminal.swipe('1').lines).toEqual(['1加钟2下钟6要求', '3商品4呼叫5退钟']);
    const [wish] = store.state.wishes.ofVisit(visitIn(store, '202'));
    store.act('wish.withdraw', { wishId: wish?.id ?? '', was: 'no oil' });
    expect(terminal.press('6')).toMatchObject({ tone: 'error', refusal: null });
    expect(terminal.swipe('1').lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
    expect(terminal.press('6')).toMatchObject({ lines: ['1加钟 2下钟', '3商品4呼叫5退钟'], tone: 'error' });
  });

  it('keeps the way to the wishes when coming back from extending', () => {
    const terminal = new AtTerminal(called('no oil'), '202');
    terminal.swipe('1');
    expect(terminal.swipe('1', '1*').lines).toEqual(['1加钟2下钟6要求', '3商品4呼叫5退钟']);
  });
});

describe('a long text on a display', () => {
  it.each([
    ['strong pressure please', 16, ['strong pressure', 'please']],
    ['pneumonoultramicroscopic', 8, ['pneumono', 'ultramic', 'roscopic']],
    ['左肩轻 no oil 一点', 8, ['左肩轻', 'no oil', '一点']],
    ['  ', 8, []],
  ])('%s', (text, columns, rows) => {
    expect(wrapTo(text, columns)).toEqual(rows);
    for (const row of wrapTo(text, columns)) expect(widthOf(row)).toBeLessThanOrEqual(columns);
  });
});
