import { expect, test } from 'vitest';
import { RealHouse } from './real-house.ts';

const newCard = '04C0FFEE000001';

test('a card lost at noon, mid-clock: the finder gets nowhere, the technician works on, her day is whole', async () => {
  const house = await RealHouse.open('2026-11-21T11:00:00+08:00');
  await house.onDuty('1', '2', '3');
  house.open('202', '101', '1');
  await house.wait(1);
  await house.swipe('202', 'technician:1');
  await house.until('2026-11-21T12:00:00+08:00');
  const { dueAt } = house.clock('202');
  house.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
  expect(house.technician('1')).toMatchObject({ state: 'working', cardLostAt: house.now });

  // Whoever found it tries it in the room, in another one and at the reader.
  for (const place of ['202', '203', 'reader']) await house.swipe(place, 'lost:1', '2#');
  expect(house.events('swipe.refused').map(({ code, who }) => [code, who])).toEqual([
    ['CARD_BLOCKED', '1'],
    ['CARD_BLOCKED', '1'],
    ['CARD_BLOCKED', '1'],
  ]);
  expect(house.store.cards.refusals()).toHaveLength(3);
  expect(house.clock('202')).toMatchObject({ state: 'started', dueAt });

  // Another one, held to the reader of the manager's desk or typed, works in the same moment.
  house.act('card.replace', { holder: 'technician', no: '1', card: newCard });
  expect(house.technician('1').cardLostAt).toBeNull();
  await house.swipe('202', 'technician:1', '1#');
  expect(house.events('clock.extended')).toMatchObject([{ technicianNo: '1' }]);
  await house.wait(35);
  await house.swipe('reader', 'technician:1');
  expect(house.events('clock.ended')).toMatchObject([{ technicianNo: '1' }]);
  expect(house.technician('1')).toMatchObject({ state: 'idle', today: { requested: 1, extension: 1 } });
  expect(house.earned('1', '2026-11-21')).toBeGreaterThan(0);

  // The old one stays dead, also after the store was stopped and an older file was taken over.
  const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
  const before = house.store.setup.exportSite(desk, { withKeys: false, withCards: true });
  expect(JSON.parse(before).lostCards).toHaveLength(1);
  await house.stop();
  await house.start();
  await house.wait(1);
  await house.swipe('203', 'lost:1');
  expect(house.events('swipe.refused').at(-1)).toMatchObject({ code: 'CARD_BLOCKED', who: '1' });
});

test('a card of the staff that was lost opens no room, and an older site file does not bring it back', async () => {
  const house = await RealHouse.open('2026-11-21T12:00:00+08:00');
  const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
  const older = house.store.setup.exportSite(desk, { withKeys: false, withCards: true });
  await house.onDuty('1');
  house.act('card.block', { holder: 'staff', no: 'R01', reason: '被盗' });
  house.act('card.replace', { holder: 'staff', no: 'R01', card: newCard });
  await house.store.setup.importSite(desk, older);
  await house.wait(1);
  await house.swipe('202', 'lost:R01');
  expect(house.terminal('202').led).toContain('red');
  expect(house.events('swipe.refused')).toMatchObject([{ code: 'CARD_BLOCKED', who: 'R01' }]);
  await house.swipe('203', 'staff:R01', '1#101###');
  expect(house.room('203').visit).not.toBeNull();
});
