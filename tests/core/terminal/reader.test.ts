import { describe, expect, test } from 'vitest';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

/** A store with 1 and 2 on duty and its clock-room reader. */
function reader(place = {}): { store: TestStore; terminal: AtTerminal } {
  const store = new TestStore();
  store.onDuty('1', '2');
  return { store, terminal: new AtTerminal(store, null, place) };
}

describe('a card alone at the clock-room reader', () => {
  test.each([
    ['zh-CN', 2, ['3号 上班', '排第3']],
    ['zh-CN', 1, ['上班 排第3']],
    ['en', 2, ['No.3 on duty', 'place 3']],
    ['en', 4, ['No.3 on duty', 'place 3', 'Rot0 Req0 E0']],
  ] as const)('brings on duty who is off (%s, %i lines)', (language, lines, expected) => {
    const { store, terminal } = reader({ language, lines });
    expect(terminal.swipe('3')).toMatchObject({ lines: expected, tone: 'ok', refusal: null, technicianNo: '3' });
    expect(store.eventsOf('technician.cameOnDuty').at(-1)).toMatchObject({ technicianNo: '3', actor: '3' });
  });

  test('says at once where to go, when a guest was waiting for somebody to come', () => {
    const { store, terminal } = reader();
    new AtTerminal(store, '202').swipe('R01', '3#101###');
    expect(terminal.swipe('3').lines).toEqual(['3号 上班', '请到202房']);
  });

  test('ends the clock whose time is up, and says the next room', () => {
    const { store, terminal } = reader();
    store.open('202', '101');
    new AtTerminal(store, '202').swipe('1');
    store.open('203', '101', '1');
    store.wait(60);
    expect(terminal.swipe('1')).toMatchObject({ lines: ['1号 下钟', '下一钟 203房'], tone: 'ok', technicianNo: '1' });
    expect(store.eventsOf('clock.ended')).toMatchObject([{ technicianNo: '1', reason: null, station: 'clock-room/1' }]);
  });

  test('brings back who rests', () => {
    const { store, terminal } = reader();
    store.act('technician.rest', { technicianNo: '1' });
    expect(terminal.swipe('1')).toMatchObject({ lines: ['1号 回来', '排第1'], tone: 'ok' });
    expect(store.state.technicians.byNo('1')?.duty).toBe('on');
  });

  test.each([
    ['zh-CN', ['2号 排第2', '轮0 点0 加0']],
    ['en', ['No.2 place 2', 'Rot0 Req0 E0']],
  ] as const)('else shows place and day, and changes nothing (%s)', (language, lines) => {
    const { store, terminal } = reader({ language });
    const { seq } = store;
    expect(terminal.swipe('2')).toMatchObject({ lines, tone: 'ask', technicianNo: '2', dialog: { kind: 'reader' } });
    expect(store.seq).toBe(seq);
    expect(terminal.timeOut()).toMatchObject({
      lines: language === 'en' ? ['Clock room', 'Swipe card'] : ['钟房', '请刷卡'],
    });
  });

  test('shows where she is called to, or until when she works, with the day', () => {
    const { store, terminal } = reader({ lines: 4 });
    store.open('202', '101');
    expect(terminal.swipe('1').lines).toEqual(['1号 请到202房', '轮0 点0 加0', '1上班2下班3下钟', '4休息5我的6用餐']);
    const room = new AtTerminal(store, '202');
    room.swipe('1');
    room.swipe('1', '1#');
    expect(terminal.swipe('1').lines.slice(0, 2)).toEqual(['1号至13:30', '轮1 点0 加1']);
  });
});

describe('keys at the clock-room reader', () => {
  test('1: on duty says so again after the card did it, and is refused to who was on duty before', () => {
    const { store, terminal } = reader();
    expect(terminal.swipe('3', '1')).toMatchObject({ lines: ['3号 排第3', '轮0 点0 加0'], tone: 'ok' });
    expect(store.eventsOf('technician.cameOnDuty')).toHaveLength(3);
    expect(terminal.swipe('2', '1')).toMatchObject({
      lines: ['2号', '已经上班'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'TECHNICIAN_ON_DUTY', who: '2' },
    });
  });

  test('2: off duty, but not while a guest waits or is served', () => {
    const { store, terminal } = reader();
    expect(terminal.swipe('2', '2')).toMatchObject({ lines: ['2号 下班', '轮0 点0 加0'], tone: 'ok', dialog: null });
    expect(store.state.technicians.byNo('2')?.duty).toBe('off');
    store.open('202', '101');
    expect(terminal.swipe('1', '2').refusal).toEqual({ code: 'TECHNICIAN_BUSY', who: '1' });
  });

  test('3: clock-off, with a reason where it is early', () => {
    const { store, terminal } = reader();
    expect(terminal.swipe('1', '3')).toMatchObject({
      lines: ['1号', '没有上钟'],
      refusal: { code: 'CLOCK_NOT_STARTED' },
    });
    store.open('202', '101');
    expect(terminal.swipe('1', '3').refusal?.code).toBe('CLOCK_NOT_STARTED');
    new AtTerminal(store, '202').swipe('1');
    expect(terminal.swipe('1', '3').lines).toEqual(['早55分 原因?', '1离开2换人3其他']);
    expect(terminal.press('*').lines).toEqual(['1号至13:00', '轮1 点0 加0']);
    expect(terminal.press('31#')).toMatchObject({ lines: ['1号 下钟', '排第2'], tone: 'ok', technicianNo: '1' });
    expect(store.eventsOf('clock.ended')).toMatchObject([{ reason: '客人离开', earlyMinutes: 55 }]);
  });

  test('3: within the last minutes it is confirmed without a reason; after the card did it, it is only said again', () => {
    const { store, terminal } = reader();
    store.open('202', '101');
    new AtTerminal(store, '202').swipe('1');
    store.wait(57);
    expect(terminal.swipe('1', '3').lines).toEqual(['1号 下钟?', '#确认 *返回']);
    store.wait(3);
    expect(terminal.swipe('1', '3')).toMatchObject({ lines: ['1号 排第2', '轮1 点0 加0'], tone: 'ok' });
    expect(store.eventsOf('clock.ended')).toHaveLength(1);
  });

  test('4: rest, and back; after the card brought her back it does not send her to rest again', () => {
    const { store, terminal } = reader();
    expect(terminal.swipe('1', '4')).toMatchObject({
      lines: ['1号 休息至12:30', '轮0 点0 加0'],
      tone: 'ok',
      dialog: null,
    });
    expect(terminal.swipe('1', '4')).toMatchObject({ lines: ['1号 排第1', '轮0 点0 加0'], tone: 'ok' });
    expect(store.state.technicians.byNo('1')?.duty).toBe('on');
    terminal.swipe('2');
    store.act('technician.rest', { technicianNo: '2' });
    expect(terminal.press('5').lines[0]).toBe('2号 休息至12:30');
    expect(terminal.press('4').lines).toEqual(['2号 回来', '排第2']);
    expect(new AtTerminal(store, null, { language: 'en' }).swipe('2', '4').lines[0]).toBe('No.2 rest 12:30');
  });

  test('5 and #: my day, and the menu; another key is a mistake', () => {
    const { store, terminal } = reader();
    const { seq } = store;
    expect(terminal.swipe('1', '#').lines).toEqual(['1上班2下班3下钟', '4休息5我的6用餐']);
    expect(terminal.press('5').lines).toEqual(['1号 排第1', '轮0 点0 加0']);
    expect(terminal.press('8')).toMatchObject({ tone: 'error', refusal: null, dialog: { kind: 'reader' } });
    expect(terminal.press('*')).toMatchObject({ lines: ['钟房', '请刷卡'], tone: 'ask', dialog: null });
    expect(store.seq).toBe(seq);
  });

  test('5 and # show what the day had besides the rotation and requests, before the reasons', () => {
    const { store, terminal } = reader();
    const picked = { serviceCode: '101', choices: [{ kind: 'picked' as const, technicianNo: '1' }] };
    store.act('visit.open', { roomNo: '202', guests: [{}], orders: [picked] });
    new AtTerminal(store, '202').swipe('1');
    expect(terminal.swipe('1', '5').lines).toEqual(['1号至13:00', '轮0 点1 加0']);
    expect(terminal.press('#').lines).toEqual(['轮0 点1 加0', '选1']);
    expect(terminal.press('#').lines[0]).toMatch(/12:00$/);
    const english = new AtTerminal(store, null, { language: 'en' });
    expect(english.swipe('1', '5#').lines).toEqual(['Rot0 Req1 E0', 'Pk1']);
  });
});
