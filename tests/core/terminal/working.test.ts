import { describe, expect, test } from 'vitest';
import { goodsByKeys, keysOf } from '../../../core/terminal/goods-keys.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

/** Technician 1 called to 202, item 101 (60 minutes). */
function called(): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2');
  store.open('202', '101');
  return store;
}

/** The same, started at 12:00. */
function working(place = {}): { store: TestStore; terminal: AtTerminal } {
  const store = called();
  const terminal = new AtTerminal(store, '202', place);
  terminal.swipe('1');
  return { store, terminal };
}

describe("a technician's card in a room", () => {
  test('starts the clock she was called to', () => {
    const store = called();
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('1')).toMatchObject({
      lines: ['1号 上钟', '至13:00'],
      tone: 'ok',
      dialog: null,
      refusal: null,
    });
    expect(store.eventsOf('clock.started')).toMatchObject([
      { roomNo: '202', technicianNo: '1', by: 'terminal', actor: '1', station: terminal.place.terminalId },
    ]);
    expect(terminal.idle).toEqual(['202 上钟', '1号至13:00']);
  });

  test('starts it on displays of one and four lines, in English', () => {
    expect(new AtTerminal(called(), '202', { lines: 1, language: 'en' }).swipe('1').lines).toEqual(['No.1 to 13:00']);
    expect(new AtTerminal(called(), '202', { lines: 4, language: 'en' }).swipe('1').lines).toEqual([
      'No.1 started',
      'until 13:00',
      'Classic foot car',
    ]);
  });

  test.each([
    ['called', '请到202房', 'Go to room 202'],
    ['working', '请到202房', 'Go to room 202'],
  ])('sends one who is %s elsewhere to that room', (state, zh, en) => {
    const store = called();
    if (state === 'working') new AtTerminal(store, '202').swipe('1');
    const { seq } = store;
    const refusal = { code: 'CLOCK_CALLED_ELSEWHERE', who: '1' };
    expect(new AtTerminal(store, '205').swipe('1')).toMatchObject({ lines: ['1号', zh], tone: 'error', refusal });
    expect(new AtTerminal(store, '205', { language: 'en' }).swipe('1')).toMatchObject({ lines: ['No.1', en], refusal });
    expect(store.seq).toBe(seq);
  });

  test('does nothing for one who was not called, or whose clock was cancelled', () => {
    const store = called();
    const terminal = new AtTerminal(store, '202');
    const refusal = (who: string) => ({ code: 'CLOCK_NOT_CALLED_HERE', who });
    expect(terminal.swipe('2')).toMatchObject({ lines: ['2号', '未叫到此房'], tone: 'error', refusal: refusal('2') });
    store.act('clock.cancel', { clockId: store.state.clocks.busyOf('1')?.id ?? '', reason: 'x' });
    expect(terminal.swipe('1').refusal).toEqual(refusal('1'));
  });
});

describe('a technician at work', () => {
  test('gets the menu', () => {
    expect(working().terminal.swipe('1')).toMatchObject({ lines: ['1加钟 2下钟', '3商品4呼叫5退钟'], tone: 'ask' });
    expect(working({ lines: 1 }).terminal.swipe('1').lines).toEqual(['1加2下3商4呼5退']);
    expect(working({ language: 'en' }).terminal.swipe('1').lines).toEqual(['1extend 2end', '3goods4call5canc']);
    const { terminal } = working();
    expect(terminal.swipe('1', '9')).toMatchObject({
      lines: ['1加钟 2下钟', '3商品4呼叫5退钟'],
      tone: 'error',
      refusal: null,
    });
    expect(terminal.press('*')).toMatchObject({ lines: ['202 上钟', '1号至13:00'], tone: 'ask', dialog: null });
  });

  test('extends by the unit of the item, after seeing minutes and price', () => {
    const { store, terminal } = working();
    expect(terminal.swipe('1', '1')).toMatchObject({ lines: ['加30分 69元', '#确认 *返回'], tone: 'ask' });
    expect(terminal.press('5').lines).toEqual(['加30分 69元', '#确认 *返回']);
    expect(store.eventsOf('clock.extended')).toEqual([]);
    expect(terminal.press('#')).toMatchObject({ lines: ['1号 加钟30分', '至13:30'], tone: 'ok', dialog: null });
    expect(store.eventsOf('clock.extended')).toMatchObject([{ minutes: 30, priceMinor: 6900, actor: '1' }]);
    expect(terminal.swipe('1', '1*').lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
    const english = new AtTerminal(store, '202', { language: 'en' });
    expect(english.swipe('1', '1').lines).toEqual(['+30 min 69', '#=OK *=back']);
    expect(english.press('#').lines).toEqual(['No.1 +30 min', 'until 14:00']);
  });

  test('ends with # when the time is up, and hears the place in the queue', () => {
    const { store, terminal } = working();
    store.wait(60);
    expect(terminal.swipe('1', '2')).toMatchObject({ lines: ['1号 下钟?', '#确认 *返回'], tone: 'ask' });
    expect(terminal.press('*').lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
    expect(terminal.press('27').lines).toEqual(['1号 下钟?', '#确认 *返回']);
    expect(terminal.press('#')).toMatchObject({ lines: ['1号 下钟', '排第2'], tone: 'ok', dialog: null });
    expect(store.eventsOf('clock.ended')).toMatchObject([{ technicianNo: '1', earlyMinutes: 0, reason: null }]);
  });

  test.each([
    ['1', '客人离开', 'guest leaves'],
    ['2', '客人换技师', 'guest wants another technician'],
    ['3', '其他', 'other'],
  ])('ending early asks why: key %s', (key, zh, en) => {
    const { store, terminal } = working();
    store.wait(30);
    expect(terminal.swipe('1', '2').lines).toEqual(['早25分 原因?', '1离开2换人3其他']);
    expect(terminal.press('8')).toMatchObject({
      lines: ['早25分 原因?', '1离开2换人3其他'],
      tone: 'error',
      refusal: null,
    });
    expect(terminal.press(key).lines).toEqual([zh, '下钟? #确认']);
    expect(terminal.press('*').lines).toEqual(['早25分 原因?', '1离开2换人3其他']);
    expect(terminal.press(`${key}#`).tone).toBe('ok');
    expect(store.eventsOf('clock.ended')).toMatchObject([{ earlyMinutes: 25, reason: zh, actor: '1' }]);

    const english = working({ language: 'en' });
    expect(english.terminal.swipe('1', '2').lines).toEqual(['55 min early', '1left 2chg 3oth']);
    english.terminal.press(`${key}#`);
    expect(english.store.eventsOf('clock.ended')).toMatchObject([{ reason: en }]);
  });

  test.each([
    ['zh-CN', 2, ['1号 下钟', '下一钟 203房']],
    ['zh-CN', 1, ['下一钟 203房']],
    ['en', 2, ['No.1 ended', 'Next: room 203']],
    ['en', 4, ['No.1 ended', 'Next: room 203', 'Rot1 Req0 E0']],
  ] as const)('is told the next room at the end when somebody waits (%s, %i lines)', (language, lines, expected) => {
    const { store, terminal } = working({ language, lines });
    store.open('203', '101', '1');
    store.wait(60);
    expect(terminal.swipe('1', '2#').lines).toEqual(expected);
  });

  test('goes on with the next item of the same guest: the end says so, the next swipe begins it', () => {
    const { store, terminal } = working();
    const first = store.state.clocks.busyOf('1');
    store.act('clock.order', {
      ...{ guestId: first?.guestId ?? '', serviceCode: '105', choices: [{ kind: 'same' }] },
      after: first?.id ?? '',
    });
    expect(terminal.idle).toEqual(['202 上钟', '1号至13:00']);
    store.wait(60);
    expect(terminal.swipe('1', '2#').lines).toEqual(['1号 下钟', '下一钟 202房']);
    expect(terminal.swipe('1').lines).toEqual(['1号 上钟', '至13:40']);
  });

  test('orders goods for the own guest', () => {
    const { store, terminal } = working();
    expect(terminal.swipe('1', '3').lines).toEqual(['商品编号 #', '_']);
    expect(terminal.press('102#').lines).toEqual(['数量 #', '_']);
    expect(terminal.press('3#').lines).toEqual(['3 普洱茶', '84元 #确认']);
    expect(terminal.press('5').lines).toEqual(['3 普洱茶', '84元 #确认']);
    expect(terminal.press('*').lines).toEqual(['数量 #', '_']);
    expect(terminal.press('*').lines).toEqual(['商品编号 #', '_']);
    expect(terminal.press('102##').lines).toEqual(['1 普洱茶', '28元 #确认']);
    expect(terminal.press('#')).toMatchObject({ lines: ['1 普洱茶', '已下单 28元'], tone: 'ok', dialog: null });
    expect(store.eventsOf('goods.ordered')).toMatchObject([{ actor: '1', lines: [{ goodsCode: 'D02', quantity: 1 }] }]);
    expect(terminal.swipe('1', '3*').lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
  });

  test.each([
    ['999#', '无此商品'],
    ['#', '无此商品'],
    ['101#0#', '输入有误'],
    ['101#100#', '输入有误'],
    ['102#99#', '库存剩55'],
  ])('goods %s are no good, and the step stays', (keys, why) => {
    const { store, terminal } = working();
    const { seq } = store;
    const answer = terminal.swipe('1', `3${keys}`);
    expect(answer).toMatchObject({ tone: 'error', refusal: null });
    expect(answer.lines[0]).toBe(why);
    expect(answer.dialog).toMatchObject({ kind: 'goods', typed: '' });
    expect(store.seq).toBe(seq);
  });

  test('is refused when the last piece went before the last key', () => {
    const { store, terminal } = working();
    terminal.swipe('1', '3102#55#');
    store.act('stock.adjust', { goodsCode: 'D02', quantity: -1, reason: 'x' });
    expect(terminal.press('#')).toMatchObject({
      lines: ['1号', '库存剩54'],
      refusal: { code: 'GOODS_SOLD_OUT', who: '1' },
    });
  });

  test('calls for service', () => {
    const { store, terminal } = working({ language: 'en' });
    expect(terminal.swipe('1', '4').lines).toEqual(['Room 202', 'Service called']);
    expect(store.eventsOf('service.called')).toMatchObject([{ roomNo: '202', by: '1' }]);
    expect(terminal.swipe('1', '4').lines).toEqual(['No.1', 'Already called']);
  });

  test.each([
    ['1', 'extend'],
    ['2', 'end'],
  ])('cannot go on (%s) with a clock that was given to somebody else', (key) => {
    const { store, terminal } = working();
    store.wait(60);
    terminal.swipe('1', key);
    const clockId = store.state.clocks.busyOf('1')?.id ?? '';
    store.act('clock.changeTechnician', { clockId, choice: { kind: 'requested', technicianNo: '2' }, reason: 'x' });
    const { seq } = store;
    expect(terminal.press('#').refusal).toEqual({ code: 'CLOCK_NOT_CALLED_HERE', who: '1' });
    expect(store.seq).toBe(seq);
  });

  test('cannot go on with a clock that ended, or whose guest went to another room', () => {
    const { store, terminal } = working();
    const clockId = store.state.clocks.busyOf('1')?.id ?? '';
    terminal.swipe('1');
    store.act('visit.changeRoom', { visitId: store.state.visits.openIn('202')?.id ?? '', toRoomNo: '205' });
    expect(terminal.press('1')).toMatchObject({ lines: ['1号', '请到205房'] });

    const there = new AtTerminal(store, '205');
    there.swipe('1', '1');
    store.act('clock.end', { clockId, reason: 'x' });
    expect(there.press('#').refusal).toEqual({ code: 'CLOCK_ENDED', who: '1' });
  });
});

describe('articles on the keypad', () => {
  test('are the number of the category and the digits of the code, one article each', () => {
    const index = new TestStore().state.site;
    expect(index.site.goods.filter(({ code }) => /01$/.test(code)).map((goods) => keysOf(index, goods))).toEqual([
      '101',
      '201',
      '301',
      '401',
    ]);
    for (const goods of index.site.goods) expect(goodsByKeys(index, keysOf(index, goods) ?? '')).toEqual([goods]);
  });

  test('a code of digits is typed as it is; one without digits is not on the keypad; two alike are told', () => {
    const site = exampleSite();
    const [tea] = site.goods;
    if (!tea) throw new Error('the example has goods');
    const more = ['102', 'towel', 'X05', 'Y05'].map((code) => ({ ...tea, code }));
    const store = new TestStore({ ...site, goods: [...site.goods, ...more] });
    const index = store.state.site;
    expect(goodsByKeys(index, '102').map(({ code }) => code)).toEqual(['102']);
    expect(goodsByKeys(index, '1')).toEqual([]);
    expect(goodsByKeys(index, '105').map(({ code }) => code)).toEqual(['D05', 'X05', 'Y05']);

    store.onDuty('1');
    store.open('202', '101');
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('1');
    expect(terminal.swipe('1', '3105#')).toMatchObject({ lines: ['编号不唯一', '商品编号 #'], tone: 'error' });
  });
});
