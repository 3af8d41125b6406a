import { expect, test } from 'vitest';
import type { StoreEvent } from '../../../../core/model/events.ts';

import { exampleSite } from '../../../db/shop-day.ts';
import { House } from './house.ts';

async function onDuty(): Promise<House> {
  const house = new House();
  house.store.onDuty('1', '2', '3');
  return house;
}

test('an answer is shown with its light and its sound, and after eight seconds the room again', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  const terminal = house.at('202');
  await house.swipe('202', '1');
  expect(terminal).toMatchObject({ lines: ['1号 上钟', '至13:00'], light: 'green', beeps: ['ok'] });
  expect(house.store.eventsOf('clock.started')).toMatchObject([{ actor: '1', station: house.idOf('202') }]);
  await house.seconds(7.9);
  expect(terminal.lines).toEqual(['1号 上钟', '至13:00']);
  await house.seconds(0.2);
  expect(terminal).toMatchObject({ lines: ['202 上钟', '1号至13:00'], light: 'off', beeps: ['ok'] });
});

test('a refusal is red, sounds like one, and stands in the journal', async () => {
  const house = await onDuty();
  await house.swipe('202', '2');
  expect(house.at('202')).toMatchObject({ lines: ['2号', '未叫到此房'], light: 'red', beeps: ['error'] });
  await house.card('203', 'DEADBEEF01020304');
  const refused = house.store.eventsOf('swipe.refused');
  const [people] = house.store.rowsOf('settings.peopleSet');
  // As the settings name the same card, and never by its number.
  expect(people?.payload).toContain(`"card":"${refused[0]?.card}"`);
  expect(refused).toMatchObject([
    {
      place: house.idOf('202'),
      roomNo: '202',
      card: expect.stringMatching(/^[\w-]{22}\.[\w-]{43}$/),
      who: '2',
      code: 'CLOCK_NOT_CALLED_HERE',
      actor: '2',
    },
    {
      place: house.idOf('203'),
      roomNo: '203',
      card: expect.stringMatching(/^[\w-]{22}\.[\w-]{43}$/),
      who: null,
      code: 'CARD_UNKNOWN',
      actor: 'system',
    },
  ]);
});

test('a lost card is refused in a room and at the reader; the new one starts the clock it was called to', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  const lost = house.store.cardOf('1');
  house.store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
  await house.card('202', lost);
  expect(house.at('202')).toMatchObject({ lines: ['1号', '卡已挂失'], light: 'red', beeps: ['error'] });
  house.store.act('card.replace', { holder: 'technician', no: '1', card: '04AABBCCDDEE01' });
  await house.seconds(3);
  await house.card('202', lost);
  expect(house.store.eventsOf('swipe.refused')).toMatchObject([
    { code: 'CARD_BLOCKED', who: '1', roomNo: '202' },
    { code: 'CARD_BLOCKED', who: '1', roomNo: '202' },
  ]);
  expect(house.store.eventsOf('clock.started')).toEqual([]);
  await house.card('202', '04AABBCCDDEE01');
  expect(house.store.eventsOf('clock.started')).toMatchObject([{ technicianNo: '1' }]);
});

test('digits are echoed while they are typed, also when several keys come at once', async () => {
  const house = await onDuty();
  const terminal = house.at('202');
  await house.swipe('202', 'R01');
  expect(terminal).toMatchObject({ lines: ['客人数 #', '_'], light: 'amber', beeps: [] });
  await house.press('202', '1');
  expect(terminal.lines).toEqual(['客人数 #', '1_']);
  await house.press('202', '#101#');
  expect(terminal.lines).toEqual(['技师号 #', '_']);
  await house.press('202', '3##55');
  expect(terminal).toMatchObject({ lines: ['202 已开 1位', '已叫 3'], light: 'green', beeps: ['ok'] });
});

test('thirty seconds without a key end a dialogue with nothing done; each key begins them anew', async () => {
  const house = await onDuty();
  const { seq } = house.store;
  await house.swipe('202', 'R01');
  await house.seconds(29);
  await house.press('202', '2');
  await house.seconds(29);
  expect(house.at('202').lines).toEqual(['客人数 #', '2_']);
  await house.seconds(1.1);
  expect(house.at('202')).toMatchObject({ lines: ['202 空净'], light: 'off', beeps: [] });
  await house.press('202', '#');
  expect(house.store.seq).toBe(seq);
});

test('* from the first step shows the room at once', async () => {
  const house = await onDuty();
  await house.swipe('202', 'R01');
  await house.press('202', '*');
  expect(house.at('202')).toMatchObject({ lines: ['202 空净'], light: 'off', beeps: [] });
});

test('the same card within two seconds is one swipe, and is told so; after that it is another', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  const terminal = house.at('202');
  await house.swipe('202', '1');
  const { seq } = house.store;
  await house.seconds(1.5);
  await house.swipe('202', '1');
  expect(terminal).toMatchObject({ lines: ['1号 上钟', '已刷卡'], light: 'red', beeps: ['ok', 'error'] });
  expect(house.store.seq).toBe(seq);
  // What was there before comes back.
  await house.seconds(2);
  expect(terminal).toMatchObject({ lines: ['1号 上钟', '至13:00'], light: 'green' });
  await house.swipe('202', '1');
  expect(terminal.lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
});

test('the same card at another terminal, or another card here, is not a repetition', async () => {
  const house = await onDuty();
  house.store.open('202', '101', undefined, 2);
  await house.swipe('205', '1');
  await house.swipe('202', '1');
  await house.swipe('202', '2');
  expect(house.store.eventsOf('clock.started').map(({ technicianNo }) => technicianNo)).toEqual(['1', '2']);
});

test('a repeated card leaves the dialogue as it is', async () => {
  const house = await onDuty();
  await house.swipe('202', 'R01');
  await house.press('202', '2');
  await house.swipe('202', 'R01');
  expect(house.at('202').lines).toEqual(['客人数 #', '已刷卡']);
  await house.press('202', '#');
  expect(house.at('202')).toMatchObject({ lines: ['项目编号 #', '_'], light: 'amber' });
});

test('another card takes a dialogue over', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  await house.swipe('202', 'R01');
  await house.swipe('202', '1');
  expect(house.at('202').lines).toEqual(['1号 上钟', '至13:00']);
  await house.press('202', '1');
  expect(house.store.eventsOf('goods.ordered')).toEqual([]);
});

test('a second card that comes to the same menu sounds, since nothing else would tell it was read', async () => {
  const house = await onDuty();
  house.store.open('202', '101', undefined, 2);
  await house.swipe('202', '1');
  await house.swipe('202', '2');
  await house.seconds(9);
  await house.swipe('202', '1');
  const { lines, beeps } = house.at('202');
  const heard = beeps.length;
  await house.swipe('202', '2');
  expect(house.at('202').lines).toEqual(lines);
  expect(house.at('202').beeps.slice(heard)).toEqual(['ok']);
});

test('an idle display follows its room; one that talks to somebody does so afterwards', async () => {
  const house = await onDuty();
  await house.comesOnline('202');
  await house.comesOnline('203');
  expect(house.at('202').lines).toEqual(['202 空净']);
  await house.swipe('203', 'R01');
  for (const roomNo of ['202', '203']) house.store.open(roomNo, '101');
  await house.seconds(0);
  expect(house.at('202').lines).toEqual(['202 待钟', '1号 已叫']);
  expect(house.at('203').lines).toEqual(['客人数 #', '_']);
  await house.seconds(31);
  expect(house.at('203').lines).toEqual(['203 待钟', '2号 已叫']);

  // Nothing is sent where nothing changed.
  const sent = house.at('202').shown.length;
  house.store.act('service.call', { roomNo: '202' });
  await house.seconds(0);
  expect(house.at('202').shown).toHaveLength(sent);
});

test('guests who move are seen at both rooms', async () => {
  const house = await onDuty();
  for (const roomNo of ['202', '203']) await house.comesOnline(roomNo);
  house.store.open('202', '101');
  const visitId = house.store.state.visits.openIn('202')?.id ?? '';
  house.store.act('visit.changeRoom', { visitId, toRoomNo: '203' });
  await house.seconds(0);
  expect(house.at('202').lines).toEqual(['202 空净']);
  expect(house.at('203').lines).toEqual(['203 待钟', '1号 已叫']);
});

test('a terminal that is gone breaks nothing, and shows where it stands when it comes back', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  const terminal = house.at('202');
  terminal.hasPower = false;
  await house.swipe('202', '1');
  expect(house.store.eventsOf('clock.started')).toHaveLength(1);
  expect(terminal.lines).toEqual([]);
  terminal.hasPower = true;
  await house.comesOnline('202');
  expect(terminal).toMatchObject({ lines: ['1号 上钟', '至13:00'], light: 'green' });
  // Switched off and on again: its display has forgotten everything.
  terminal.lines = [];
  terminal.light = 'off';
  await house.comesOnline('202');
  expect(terminal).toMatchObject({ lines: ['1号 上钟', '至13:00'], light: 'green' });
  expect(house.faults).toEqual([]);
});

test('a fault in the program is shown and written down, and the terminal goes on', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  house.breakage = new TypeError('a fault');
  await house.swipe('202', '1');
  expect(house.at('202')).toMatchObject({ lines: ['系统错误'], light: 'red', beeps: ['error'] });
  expect(house.faults).toMatchObject([{ terminalId: house.idOf('202'), err: house.breakage }]);
  // A refusal that cannot be written down is still shown.
  await house.swipe('202', '2');
  expect(house.at('202').lines).toEqual(['2号', '未叫到此房']);
  expect(house.faults).toHaveLength(2);
  house.breakage = null;
  await house.seconds(10);
  expect(house.at('202').lines).toEqual(['202 待钟', '1号 已叫']);
  await house.swipe('202', '1');
  expect(house.at('202').lines).toEqual(['1号 上钟', '至13:00']);
});

test('what arrives while a card is handled comes after it', async () => {
  const house = await onDuty();
  house.store.open('202', '101', undefined, 2);
  const [busId = '', address = ''] = house.idOf('202').split('/');
  const second = { type: 'card', address: Number(address), uid: house.store.cardOf('2'), bits: 56 } as const;
  const order: string[] = [];
  house.store.onCommitted = (events: readonly StoreEvent[]) => {
    for (const event of events) if (event.type === 'clock.started') order.push(event.payload.technicianNo);
    if (order.length === 1) house.terminals.onBusEvent(busId, second);
    order.push('committed');
  };
  await house.swipe('202', '1');
  expect(order).toEqual(['1', 'committed', '2', 'committed']);
  expect(house.at('202').lines).toEqual(['2号 上钟', '至13:00']);
});

test('a card at the clock-room reader is shown on the clock-room display too', async () => {
  const house = await onDuty();
  await house.swipe(null, '4');
  expect(house.at(null)).toMatchObject({ lines: ['4号 上班', '排第4'], light: 'green', beeps: ['ok'] });
  expect(house.spotlights).toEqual([{ technicianNo: '4', lines: ['4号 上班', '排第4'] }]);
  await house.press(null, '5');
  expect(house.spotlights).toHaveLength(2);
  await house.seconds(31);
  expect(house.at(null).lines).toEqual(['钟房', '请刷卡']);
});

test('keys without a card only bring the hint to swipe', async () => {
  const house = await onDuty();
  await house.comesOnline('202');
  await house.press('202', '12');
  expect(house.at('202')).toMatchObject({ lines: ['202 空净', '请刷卡'], light: 'off', beeps: [] });
  await house.seconds(2);
  expect(house.at('202').lines).toEqual(['202 空净']);
});

test('a reminder beeps and shows for ten seconds; a card comes before it', async () => {
  const house = await onDuty();
  house.store.open('202', '101');
  await house.swipe('202', '1');
  await house.seconds(20);
  const terminal = house.at('202');
  const dueAt = house.store.at + 300_000;
  await house.terminals.remind(house.idOf('202'), { technicianNo: '1', dueAt });
  expect(terminal).toMatchObject({ lines: ['1号 快到钟', '至12:05'], light: 'blink-amber', beeps: ['ok', 'remind'] });
  await house.seconds(10);
  expect(terminal).toMatchObject({ lines: ['202 上钟', '1号至13:00'], light: 'off' });

  await house.terminals.remind(house.idOf('202'), { technicianNo: '1', dueAt });
  await house.swipe('202', '1');
  await house.seconds(11);
  expect(terminal.lines).toEqual(['1加钟 2下钟', '3商品4呼叫5退钟']);
});

test('a reminder that nobody could hear is an error, one without a beeper is not', async () => {
  const house = await onDuty();
  const clock = { technicianNo: '1', dueAt: house.store.at };
  house.at('202').hasBeeper = false;
  await house.terminals.remind(house.idOf('202'), clock);
  expect(house.at('202').lines).toEqual(['1号 快到钟', '至12:00']);
  house.at('202').hasPower = false;
  await expect(house.terminals.remind(house.idOf('202'), clock)).rejects.toMatchObject({ code: 'OSDP_OFFLINE' });
  await expect(house.terminals.remind('x/1', clock)).rejects.toMatchObject({ code: 'TERMINAL_UNKNOWN' });
});

test('each terminal talks as its display can', async () => {
  const site = exampleSite();
  const [bus] = site.buses;
  const [first, second, third] = bus?.terminals ?? [];
  if (!first || !second || !third) throw new Error('the example has terminals');
  first.text = { lines: 2, columns: 16, encoding: 'ascii' };
  second.text = { lines: 4, columns: 16, encoding: 'gb18030' };
  delete third.text;
  const house = new House(site);
  for (const { room } of [first, second, third]) await house.swipe(room ?? '', 'R01');
  expect(house.at('201').lines).toEqual(['Guests #', '_']);
  expect(house.at('202').lines).toEqual(['客人数 #', '直接按#为1位', '', '_']);
  expect(house.at('203').lines).toEqual(['Guests #']);
});

test('the screens see every terminal of the site file', async () => {
  const house = await onDuty();
  await house.seconds(60);
  const views = house.terminals.views();
  expect(views).toHaveLength(house.store.state.site.terminals.size);
  expect(views.find(({ place }) => place === '202')).toEqual({
    id: house.idOf('202'),
    place: '202',
    state: 'online',
    reason: null,
    lastSeenAt: house.store.at - 60_000,
    frames: { good: 9, bad: 1, discarded: 2 },
  });
  expect(views.map(({ place }) => place)).toContain('clock-room');
  expect(house.terminals.presence()).toEqual(views.map(({ id, place, state }) => ({ id, place, state })));
  expect(house.terminals.stateOfRoom('202')).toBe('online');
  expect(house.terminals.stateOfRoom('999')).toBe('none');
});

test('events of a terminal that the site file does not have, and of lines, are left alone', async () => {
  const house = await onDuty();
  const { seq } = house.store;
  house.terminals.onBusEvent('x', { type: 'card', address: 1, uid: house.store.cardOf('1'), bits: 56 });
  house.terminals.onBusEvent('floor-2', { type: 'line', open: false });
  house.terminals.onBusEvent('floor-2', { type: 'status', address: 1, tamper: true, power: true, readers: [] });
  expect(house.store.seq).toBe(seq);
});

test('a terminal that left the site file ends; the others show the new settings', async () => {
  const house = await onDuty();
  for (const roomNo of ['202', '203']) await house.comesOnline(roomNo);
  const site = exampleSite();
  site.store.languages = ['en'];
  for (const bus of site.buses) bus.terminals = bus.terminals.filter(({ room }) => room !== '203');
  const gone = house.at('203');
  await house.swipe('203', 'R01');
  house.store.act('site.import', { site, demo: true });
  await house.seconds(60);
  expect(house.at('202').lines).toEqual(['202 free']);
  expect(gone.lines).toEqual(['客人数 #', '_']);
});

test('after the end no timer is left', async () => {
  const house = await onDuty();
  await house.swipe('202', 'R01');
  await house.press('203', '1');
  house.terminals.close();
  expect(house.scheduler.pendingCount).toBe(0);
});
