import { describe, expect, test } from 'vitest';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

function storeOnDuty(): TestStore {
  const store = new TestStore();
  store.onDuty('1', '2', '3', '4', '5', '6');
  return store;
}

describe('opening a room at its terminal', () => {
  test('is one command: guests, item, a requested number for the first guest, the rotation for the others', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('W01').lines).toEqual(['客人数 #', '_']);
    expect(terminal.press('3').lines).toEqual(['客人数 #', '3_']);
    expect(terminal.press('#').lines).toEqual(['项目编号 #', '_']);
    expect(terminal.press('101#').lines).toEqual(['技师号 #', '_']);
    const summed = terminal.press('5#');
    expect(summed).toMatchObject({ lines: ['3位 经典足疗', '5号 #确认'], tone: 'ask' });
    expect(store.eventsOf('visit.opened')).toEqual([]);

    const opened = terminal.press('#');
    expect(opened).toMatchObject({ lines: ['202 已开 3位', '已叫 5 1 2'], tone: 'ok', dialog: null, refusal: null });
    expect(store.eventsOf('visit.opened')).toMatchObject([
      { roomNo: '202', actor: 'W01', station: terminal.place.terminalId, guests: [{}, {}, {}] },
    ]);
    expect(store.eventsOf('clock.ordered').map(({ choice }) => choice)).toEqual([
      { kind: 'requested', technicianNo: '5' },
      { kind: 'rotation' },
      { kind: 'rotation' },
    ]);
  });

  test('takes one guest and the rotation for # alone, and 0 with # for the rotation too', () => {
    const store = storeOnDuty();
    expect(new AtTerminal(store, '202').swipe('R01', '#101###').lines).toEqual(['202 已开 1位', '已叫 1']);
    expect(new AtTerminal(store, '203').swipe('M01', '#101#0###').lines).toEqual(['203 已开 1位', '已叫 2']);
  });

  test('sums up in English, with the price where there is room', () => {
    const terminal = new AtTerminal(storeOnDuty(), '202', { language: 'en', lines: 4 });
    const { lines } = terminal.swipe('R01', '2#105#1#');
    expect(lines).toEqual(['2x Pedicure', 'No.1 #=OK', '136', '1req2pik3cal4cnv']);
    expect(terminal.press('#').lines).toEqual(['202 open, 2', 'Called 1', 'Waits for tech']);
  });

  test('folds the summary into one line', () => {
    const terminal = new AtTerminal(storeOnDuty(), '202', { lines: 1 });
    expect(terminal.swipe('R01', '2#').lines).toEqual(['项目编号 #']);
    expect(terminal.press('1').lines).toEqual(['1_']);
    expect(terminal.press('01#5#').lines).toEqual(['2位 101 5号 #']);
  });

  test('shows the next three who are free after 0, to be picked by 1 to 3', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('R01', '2#101#0#').lines).toEqual(['1:1 2:2 3:3', '#轮钟 *返回']);
    // A digit nobody stands behind shows them again.
    expect(terminal.press('4').lines[0]).toBe('1:1 2:2 3:3');
    expect(terminal.press('2').lines).toEqual(['2位 经典足疗', '2选钟 #确认']);
    expect(terminal.press('#').lines).toEqual(['202 已开 2位', '已叫 2 1']);
    expect(store.eventsOf('clock.ordered').map(({ type, choice }) => [type, choice])).toEqual([
      ['picked', { kind: 'picked', technicianNo: '2' }],
      ['rotation', { kind: 'rotation' }],
    ]);
    const english = new AtTerminal(store, '203', { language: 'en', lines: 4 });
    expect(english.swipe('R01', '#101#').lines).toEqual(['Technician #', '# alone: next', '0#: who is free', '_']);
    expect(english.press('0#').lines).toEqual(['1:3 2:4 3:5', '#=next *=back']);
    expect(english.press('*').lines[0]).toBe('Technician #');
  });

  test('shows as many as one line can name', () => {
    const site = exampleSite();
    const numbers = new Map([1, 2, 3].map((no) => [String(no), `10000${no}`]));
    const technicians = site.technicians.map((one) => ({ ...one, no: numbers.get(one.no) ?? one.no }));
    const store = new TestStore({ ...site, technicians });
    store.onDuty('100001', '100002', '100003');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('R01', '#101#0#').lines).toEqual(['1:100001', '#轮钟 *返回']);
    expect(terminal.press('2').lines).toEqual(['1:100001', '#轮钟 *返回']);
    expect(terminal.press('1').lines[1]).toBe('100001选钟 #确认');
  });

  test('says so where nobody is free to be picked', () => {
    const store = new TestStore();
    store.onDuty('1');
    store.open('201', '101');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('R01', '#101#0#').lines).toEqual(['无空闲技师', '#轮钟 *返回']);
    expect(terminal.press('##').lines).toEqual(['202 已开 1位', '等候技师']);
  });

  test('takes a number in another way by a digit before the confirmation', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202', { lines: 4 });
    expect(terminal.swipe('R01', '#101#1#').lines).toEqual(['1位 经典足疗', '1号 #确认', '138元', '1点2选3Call4转']);
    expect(terminal.press('2').lines[1]).toBe('1选钟 #确认');
    // On duty in the group: nobody has to be called in.
    expect(terminal.press('3')).toMatchObject({ lines: ['在班,不用Call', '1选钟 #确认'], tone: 'error' });
    expect(terminal.press('4').lines[1]).toBe('1转化 #确认');
    terminal.press('#');
    expect(store.eventsOf('clock.called').at(-1)).toMatchObject({ type: 'converted', technicianNo: '1' });
  });

  test('takes the number of somebody off duty as a call', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202', { language: 'en' });
    expect(terminal.swipe('R01', '#101#7#').lines).toEqual(['1x Classic foot ', '7 call #=OK']);
    expect(terminal.press('1')).toMatchObject({ lines: ['Off duty', '7 call #=OK'], tone: 'error' });
    expect(terminal.press('#').lines).toEqual(['202 open, 1', 'Called 7']);
    expect(store.state.technicians.byNo('7')?.duty).toBe('on');
  });

  test('orders an item for two once for every two guests', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    // Odd numbers of guests cannot all have it.
    expect(terminal.swipe('R01', '3#104#')).toMatchObject({ lines: ['客人数不符', '项目编号 #'], tone: 'error' });
    terminal.press('**');
    expect(terminal.dialog).toBeNull();
    terminal.swipe('R01', '2#104#4##');
    expect(store.eventsOf('clock.ordered').map(({ choice, priceMinor }) => [choice.kind, priceMinor])).toEqual([
      ['requested', 32800],
      ['rotation', 0],
    ]);
    expect(new Set(store.eventsOf('clock.ordered').map(({ guestId }) => guestId)).size).toBe(2);
  });

  test.each([
    ['0#', '输入有误'],
    ['4#', '床位不够'],
    ['1##', '无此项目'],
    ['1#999#', '无此项目'],
    ['1#305#', '现不供应'],
    ['1#101#99#', '无此技师'],
    ['1#201##', '无可用技师'],
    ['1#105#2#', '技师不做此项'],
  ])('says why %s is no good and stays at the step', (keys, why) => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    const { seq } = store;
    terminal.swipe('R01', keys.slice(0, -1));
    const before = terminal.dialog;
    const answer = terminal.press('#');
    expect(answer).toMatchObject({ tone: 'error', refusal: null });
    expect(answer.lines[0]).toBe(why);
    expect(answer.dialog).toEqual({ ...before, typed: '' });
    expect(store.seq).toBe(seq);
  });

  test('goes back one step with *, and from the first ends with nothing done', () => {
    const store = storeOnDuty();
    const { seq } = store;
    const terminal = new AtTerminal(store, '202', { lines: 4 });
    terminal.swipe('R01', '2#101#5#');
    expect(terminal.press('*').lines[0]).toBe('技师号 #');
    expect(terminal.press('*').lines[0]).toBe('项目编号 #');
    // The number of guests is kept as what # alone means.
    expect(terminal.press('*').lines.slice(0, 2)).toEqual(['客人数 #', '直接按#为2位']);
    expect(terminal.press('#101#').lines[0]).toBe('技师号 #');
    expect(terminal.press('#').lines[0]).toBe('2位 经典足疗');
    const ended = terminal.press('****');
    expect(ended).toMatchObject({ lines: ['202 空净'], tone: 'ask', dialog: null, refusal: null });
    expect(store.seq).toBe(seq);
  });

  test('ends after half a minute without a key, with nothing done', () => {
    const store = storeOnDuty();
    const { seq } = store;
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('R01', '2#101#5#');
    expect(terminal.timeOut()).toMatchObject({ lines: ['202 空净'], tone: 'ask', dialog: null, refusal: null });
    expect(store.seq).toBe(seq);
  });

  test('is refused where the desk was quicker', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('R01', '#101##');
    store.open('202', '101');
    const { seq } = store;
    expect(terminal.press('#')).toMatchObject({
      lines: ['许琴 R01', '房间已开'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'ROOM_OCCUPIED', who: 'R01' },
    });
    expect(store.seq).toBe(seq);
  });

  test('ends at the next key where the desk was quicker', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('R01', '1');
    store.open('202', '101');
    expect(terminal.press('#')).toMatchObject({ dialog: null, refusal: { code: 'ROOM_OCCUPIED', who: 'R01' } });
  });

  test('is refused whole when the technician went off duty before the last key', () => {
    const store = storeOnDuty();
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('R01', '#101#5#');
    store.act('technician.goOffDuty', { technicianNo: '5' });
    const { seq } = store;
    expect(terminal.press('#').refusal).toEqual({ code: 'TECHNICIAN_OFF_DUTY', who: 'R01' });
    expect(store.seq).toBe(seq);
    expect(terminal.idle).toEqual(['202 空净']);
  });

  test('more digits than a code can have are not heard', () => {
    const terminal = new AtTerminal(storeOnDuty(), '202');
    expect(terminal.swipe('R01', '1#123456789012').lines[1]).toBe('12345678_');
  });
});

describe('staff at a room that cannot be opened', () => {
  test('a dirty room', () => {
    const store = storeOnDuty();
    soil(store, '202');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('R01')).toMatchObject({
      lines: ['许琴 R01', '房间未打扫'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'ROOM_DIRTY', who: 'R01' },
    });
  });

  test('a room out of order', () => {
    const store = storeOnDuty();
    store.act('room.putOutOfOrder', { roomNo: '202', reason: '漏水' });
    const answer = new AtTerminal(store, '202', { language: 'en' }).swipe('W01');
    expect(answer).toMatchObject({
      lines: ['W01', 'Out of order'],
      refusal: { code: 'ROOM_OUT_OF_ORDER', who: 'W01' },
    });
  });
});

describe('cards that are of no use', () => {
  test.each([
    ['band 7', '手牌 7', null],
    ['C01', '曹雪 C01', 'C01'],
    ['K01', '马刚斌 K01', 'K01'],
    ['T01', '罗超 T01', 'T01'],
  ])('%s in a room', (holder, label, who) => {
    const answer = new AtTerminal(storeOnDuty(), '202').swipe(holder);
    expect(answer).toMatchObject({
      lines: [label, '此卡不可用'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'CARD_NOT_FOR_THIS', who },
    });
  });

  test('a wristband at the clock-room reader', () => {
    const answer = new AtTerminal(storeOnDuty(), null).swipe('band 7');
    expect(answer.refusal?.code).toBe('CARD_NOT_FOR_THIS');
  });

  test('a card nobody knows, told by the end of its number', () => {
    const answer = new AtTerminal(storeOnDuty(), '202', { language: 'en' }).card('AABBCCDDEEFF00112233');
    expect(answer).toMatchObject({
      lines: ['CCDDEEFF00112233', 'Unknown card'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'CARD_UNKNOWN', who: null },
    });
  });

  test.each([
    ['zh-CN', '卡号 ..00112233', '非本店会员'],
    ['en', 'Card ..00112233', 'No member here'],
  ] as const)('a card nobody knows in a room with guests is no member (%s)', (language, label, why) => {
    const store = storeOnDuty();
    store.open('202', '101');
    const answer = new AtTerminal(store, '202', { language }).card('AABBCCDDEEFF00112233');
    expect(answer).toMatchObject({
      lines: [label, why],
      tone: 'error',
      dialog: null,
      refusal: { code: 'CARD_NOT_MEMBER', who: null },
    });
  });
});

describe('a cleaner', () => {
  test('makes a dirty room clean', () => {
    const store = storeOnDuty();
    soil(store, '202');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.idle).toEqual(['202 脏房']);
    expect(terminal.swipe('P01')).toMatchObject({ lines: ['202 空净', 'P01 已打扫'], tone: 'ok', dialog: null });
    expect(store.eventsOf('room.cleaned')).toMatchObject([{ roomNo: '202', actor: 'P01' }]);
    expect(terminal.idle).toEqual(['202 空净']);
  });

  test.each(['202', '203'])('is told where there is nothing to clean (%s)', (roomNo) => {
    const store = storeOnDuty();
    store.open('203', '101');
    const answer = new AtTerminal(store, roomNo).swipe('P01');
    expect(answer).toMatchObject({ lines: ['彭丽 P01', '无需打扫'], refusal: { code: 'ROOM_NOT_DIRTY', who: 'P01' } });
  });
});

describe('staff in an occupied room', () => {
  test('orders goods for the bed that was asked for', () => {
    const store = storeOnDuty();
    store.open('202', '101', undefined, 2);
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('W01').lines).toEqual(['1商品', '2呼叫服务']);
    expect(terminal.press('1').lines).toEqual(['床位 1 2 #', '_']);
    expect(terminal.press('3#').lines[0]).toBe('无此客人');
    expect(terminal.press('2#').lines).toEqual(['商品编号 #', '_']);
    expect(terminal.press('201#2#').lines).toEqual(['2 中华(软)', '140元 #确认']);
    expect(terminal.press('#').tone).toBe('ok');
    const second = store.eventsOf('visit.opened')[0]?.guests[1]?.guestId;
    expect(store.eventsOf('goods.ordered')).toMatchObject([
      { guestId: second, actor: 'W01', lines: [{ goodsCode: 'T01', quantity: 2 }] },
    ]);
  });

  test('does not ask for the bed where one guest is', () => {
    const store = storeOnDuty();
    store.open('202', '101');
    const terminal = new AtTerminal(store, '202', { language: 'en' });
    expect(terminal.swipe('W01', '1').lines).toEqual(['Goods code #', '_']);
    expect(terminal.press('*').lines).toEqual(['1 goods', '2 call service']);
    expect(terminal.press('*')).toMatchObject({ lines: ['202 waiting', 'No.1 called'], dialog: null });
  });

  test('calls for service once', () => {
    const store = storeOnDuty();
    store.open('202', '101');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('W01', '2').lines).toEqual(['202房', '已呼叫服务']);
    expect(terminal.swipe('W01', '2')).toMatchObject({
      lines: ['谢莉 W01', '已呼叫'],
      refusal: { code: 'SERVICE_CALL_OPEN', who: 'W01' },
    });
    expect(store.eventsOf('service.called')).toMatchObject([{ roomNo: '202', actor: 'W01' }]);
  });

  test('hears of a key that is not on the menu, and may go on', () => {
    const store = storeOnDuty();
    store.open('202', '101');
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe('W01', '7')).toMatchObject({ lines: ['1商品', '2呼叫服务'], tone: 'error', refusal: null });
    expect(terminal.press('2').tone).toBe('ok');
  });

  test('is refused when the guests have gone meanwhile', () => {
    const store = storeOnDuty();
    store.open('202', null);
    const terminal = new AtTerminal(store, '202');
    terminal.swipe('W01');
    store.act('visit.close', { visitId: store.state.visits.openIn('202')?.id ?? '' });
    expect(terminal.press('1').refusal).toEqual({ code: 'ROOM_EMPTY', who: 'W01' });
  });
});

/** Leaves a room dirty: a guest had tea, paid and went. */
function soil(store: TestStore, roomNo: string): void {
  store.open(roomNo, null);
  const visit = store.state.visits.openIn(roomNo);
  const guestId = store.state.visits.guestsOf(visit?.id ?? '')[0]?.id ?? '';
  store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 1 }] });
  store.act('bill.settle', {
    visitId: visit?.id ?? '',
    guestIds: [guestId],
    payments: [{ tenderCode: 'cash-cny', amountMinor: 2800 }],
    expectedTotalMinor: 2800,
  });
}
