import { describe, expect, test } from 'vitest';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

/** A clock-room reader; technicians may pause by themselves where the store says so. */
function reader(selfPause?: boolean, place = {}): { store: TestStore; terminal: AtTerminal } {
  const site = exampleSite();
  const store = new TestStore({ ...site, store: { ...site.store, ...(selfPause === undefined ? {} : { selfPause }) } });
  store.onDuty('1', '2');
  return { store, terminal: new AtTerminal(store, null, place) };
}

describe('6 at the clock-room reader', () => {
  test.each([
    ['zh-CN', '1号 用餐至12:30', '1号 回来'],
    ['en', 'No.1 meal 12:30', 'No.1 back'],
  ] as const)('is a meal; the card brings back (%s)', (language, away, back) => {
    const { store, terminal } = reader(undefined, { language });
    expect(terminal.swipe('1', '6')).toMatchObject({ lines: [away, expect.anything()], tone: 'ok', technicianNo: '1' });
    expect(store.eventsOf('technician.tookRest')).toMatchObject([{ technicianNo: '1', kind: 'meal' }]);
    expect(terminal.swipe('1').lines[0]).toBe(back);
  });

  test('is no meal for who works or is waited for', () => {
    const { store, terminal } = reader();
    store.open('202', '101');
    expect(terminal.swipe('1', '6').refusal).toEqual({ code: 'TECHNICIAN_BUSY', who: '1' });
  });
});

describe('7 at the clock-room reader', () => {
  test('is for the desk unless the store lets technicians pause', () => {
    const { store, terminal } = reader();
    expect(terminal.swipe('1', '7')).toMatchObject({
      lines: ['1号', '请前台暂停'],
      refusal: { code: 'PAUSE_AT_DESK', who: '1' },
    });
    expect(store.state.technicians.marks('1')).toBeNull();
    expect(terminal.swipe('1', '#').lines).toEqual(['1上班2下班3下钟', '4休息5我的6用餐']);
  });

  test.each([
    ['zh-CN', ['1上2下3下钟4休息', '5我的6用餐7暂停'], '1号 暂停接钟', '1号 继续接钟'],
    ['en', ['1on2off3end4rest', '5me 6meal 7pause'], 'No.1 paused', 'No.1 goes on'],
  ] as const)('pauses at once who is free, and again lets go on (%s)', (language, menu, paused, on) => {
    const { store, terminal } = reader(true, { language });
    expect(terminal.swipe('1', '#').lines).toEqual(menu);
    expect(terminal.swipe('1', '7')).toMatchObject({ lines: [paused, expect.anything()], tone: 'ok' });
    store.open('202', '101');
    expect(store.state.clocks.busyOf('1')).toBeNull();
    expect(terminal.swipe('1').lines[0]).toBe(paused);
    expect(terminal.press('7').lines[0]).toBe(on);
    expect(store.state.technicians.marks('1')).toBeNull();
  });

  test('waits for the end of the clock', () => {
    const { store, terminal } = reader(true);
    store.open('202', '101');
    expect(terminal.swipe('1', '7').lines[0]).toBe('1号 下钟后暂停');
    const room = new AtTerminal(store, '202');
    room.swipe('1');
    store.wait(60);
    room.swipe('1', '2#');
    expect(terminal.swipe('1').lines[0]).toBe('1号 暂停接钟');
  });
});
