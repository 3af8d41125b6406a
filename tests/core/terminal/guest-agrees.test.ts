import { describe, expect, test } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

type Confirms = NonNullable<Site['store']['guestConfirms']>;

/** 1 works in 202 for a guest with band 1; the store asks guests as it is told. */
function working(guestConfirms: Confirms = {}, place = {}): { store: TestStore; terminal: AtTerminal } {
  const site = exampleSite();
  const store = new TestStore({ ...site, store: { ...site.store, guestConfirms } });
  store.onDuty('1', '2');
  store.act('visit.open', {
    roomNo: '202',
    guests: [{ wristbandNo: '1' }],
    orders: [{ serviceCode: '101', choices: [] }],
  });
  const terminal = new AtTerminal(store, '202', place);
  terminal.swipe('1');
  return { store, terminal };
}

describe('an extension the guest agrees to', () => {
  test.each([
    ['zh-CN', ['请客人刷手牌', '手牌 1']],
    ['en', ['Hold guest band', 'Band 1']],
  ] as const)('waits for the own band after # (%s)', (language, lines) => {
    const { store, terminal } = working({ extend: true }, { language });
    expect(terminal.swipe('1', '1#')).toMatchObject({ lines, tone: 'ask' });
    expect(terminal.press('7')).toMatchObject({ lines, tone: 'ask' });
    expect(store.eventsOf('clock.extended')).toEqual([]);
    expect(terminal.swipe('band 1')).toMatchObject({ tone: 'ok', dialog: null });
    expect(store.eventsOf('clock.extended')).toMatchObject([{ guestBandNo: '1', actor: '1', station: 'floor-2/2' }]);
  });

  test('another band is refused with its code and does nothing, and so does waiting', () => {
    const { store, terminal } = working({ extend: true });
    terminal.swipe('1', '1#');
    expect(terminal.swipe('band 2')).toMatchObject({
      lines: ['手牌 2', '手牌不符'],
      tone: 'error',
      dialog: null,
      refusal: { code: 'BAND_OF_ANOTHER', who: '1' },
    });
    terminal.swipe('1', '1#');
    expect(terminal.timeOut()).toMatchObject({ dialog: null, refusal: null });
    expect(terminal.swipe('band 1').refusal?.code).toBe('CARD_NOT_FOR_THIS');
    expect(store.eventsOf('clock.extended')).toEqual([]);
  });

  test('* goes back to what it costs', () => {
    const { terminal } = working({ extend: true });
    expect(terminal.swipe('1', '1#*').lines).toEqual(terminal.swipe('1', '1').lines);
  });

  test('cannot be given without a band', () => {
    const { store, terminal } = working({ extend: true });
    const guestId = store.state.visits.guestWithWristband('1')?.id ?? '';
    store.act('visit.setWristband', { guestId, wristbandNo: null });
    expect(terminal.swipe('1', '1#').refusal?.code).toBe('BAND_NEEDED');
    expect(store.eventsOf('clock.extended')).toEqual([]);
  });

  test('is not asked for unless the store says so', () => {
    for (const confirms of [{}, { cancel: true }]) {
      const { store, terminal } = working(confirms);
      expect(terminal.swipe('1', '1#').tone).toBe('ok');
      expect(store.eventsOf('clock.extended').map(({ guestBandNo }) => guestBandNo)).toEqual([undefined]);
    }
  });
});

describe('giving a clock up at the terminal', () => {
  test.each([
    ['zh-CN', ['退钟 原因?', '1离开2换人3其他'], ['1号 退钟?', '#确认 *返回'], ['1号 已退钟', '排第1']],
    ['en', ['Cancel: why?', '1left 2chg 3oth'], ['No.1 cancel?', '#=OK *=back'], ['No.1 cancelled', 'place 1']],
  ] as const)(
    'by the technician, within the grace: why, once more, and the place is back (%s)',
    (language, why, sure, did) => {
      const { store, terminal } = working({}, { language });
      store.wait(store.state.site.site.store.cancelGraceMinutes);
      expect(terminal.swipe('1', '5')).toMatchObject({ lines: why, tone: 'ask' });
      expect(terminal.press('9')).toMatchObject({ lines: why, tone: 'error' });
      expect(terminal.press('1')).toMatchObject({ lines: sure, tone: 'ask' });
      expect(terminal.press('*1#')).toMatchObject({ lines: did, tone: 'ok', dialog: null });
      expect(store.eventsOf('clock.cancelled')).toMatchObject([{ from: 'started', actor: '1' }]);
    },
  );

  test('after the grace is for the desk', () => {
    const { store, terminal } = working();
    store.wait(store.state.site.site.store.cancelGraceMinutes + 1);
    expect(terminal.swipe('1', '5').refusal).toEqual({ code: 'CANCEL_AT_DESK', who: '1' });
    expect(store.eventsOf('clock.cancelled')).toEqual([]);
  });

  test('of an item for two is for the desk too, where the other has served past the grace', () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    store.act('visit.open', { roomNo: '202', guests: [{}, {}], orders: [{ serviceCode: '104' }, null] });
    const visitId = store.state.visits.openIn('202')?.id ?? '';
    const [priced, other] = store.state.clocks.ofVisit(visitId);
    store.act('clock.start', { clockId: other?.id ?? '', atRoomNo: '202' });
    store.act('clock.extend', { clockId: other?.id ?? '', units: 1 });
    store.wait(store.state.site.site.store.cancelGraceMinutes + 1);
    store.act('clock.start', { clockId: priced?.id ?? '', atRoomNo: '202' });
    // What goes along with the priced one would be lost: the command asks for a manager.
    const terminal = new AtTerminal(store, '202');
    expect(terminal.swipe(priced?.technicianNo ?? '', '5').refusal?.code).toBe('CANCEL_AT_DESK');
    expect(terminal.swipe('R01', '3').refusal?.code).toBe('NOTHING_TO_CANCEL');
  });

  test('waits for the guest where the store says so', () => {
    const { store, terminal } = working({ cancel: true });
    expect(terminal.swipe('1', '52#').lines).toEqual(['请客人刷手牌', '手牌 1']);
    expect(store.eventsOf('clock.cancelled')).toEqual([]);
    expect(terminal.swipe('band 1').lines[0]).toBe('1号 已退钟');
    expect(store.eventsOf('clock.cancelled')).toMatchObject([{ reason: '客人换技师', guestBandNo: '1' }]);
  });

  test('by the receptionist, also of one that waits; of several it is asked whose', () => {
    const { store, terminal } = working();
    store.open('203', '101', undefined, 2);
    const room = new AtTerminal(store, '203');
    expect(room.swipe('R01').lines).toEqual(['1商品 2呼叫服务', '3退钟']);
    expect(room.press('3').lines).toEqual(['退几号的钟 #', '_']);
    expect(room.press('1#')).toMatchObject({ lines: ['1号不在此房', '退几号的钟 #'], tone: 'error' });
    expect(room.press('2#').lines[0]).toBe('退钟 原因?');
    expect(room.press('*2#3#')).toMatchObject({ lines: ['2号 已退钟', '排第1'], tone: 'ok' });
    // The other waits for somebody to come; now there is one.
    expect(room.swipe('R01', '33#').lines[0]).toBe('2号 已退钟');
    expect(store.eventsOf('clock.cancelled')).toMatchObject([{ from: 'called' }, { from: 'called' }]);
    expect(room.swipe('R01', '3').refusal?.code).toBe('NOTHING_TO_CANCEL');
    expect(terminal.swipe('R01', '3').lines[0]).toBe('退钟 原因?');
  });

  test('is on no menu of a waiter', () => {
    const { store, terminal } = working();
    const waiter = store.state.site.site.staff.find(({ role }) => role === 'waiter');
    expect(terminal.swipe(waiter?.no ?? '', '3')).toMatchObject({ tone: 'error', dialog: { kind: 'room' } });
  });
});
