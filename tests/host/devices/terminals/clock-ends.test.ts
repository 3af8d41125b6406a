import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/model/events.ts';
import type { Site } from '../../../../core/model/site/schema.ts';
import { jobsFor } from '../../../../core/parts.ts';

import { realScheduler } from '../../../../hardware/scheduler.ts';
import { isOvertaken } from '../../../../host/paper/jobs.ts';

import { DutyClock } from '../../../../host/store/duty-clock.ts';
import { storeDuties } from '../../../../host/store/store-duties.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { clockIn } from '../../commands/manager.ts';
import { TestStore } from '../../test-store.ts';
import { House } from './house.ts';

const siteWith = (store: Partial<Site['store']>): Site => {
  const site = exampleSite();
  return { ...site, store: { ...site.store, ...store } };
};

/** 1 works in 202 for a guest with band 1. */
async function working(site: Site): Promise<House> {
  const house = new House(site);
  house.store.onDuty('1', '2');
  house.store.act('visit.open', {
    roomNo: '202',
    guests: [{ wristbandNo: '1' }],
    orders: [{ serviceCode: '101', choices: [] }],
  });
  await house.swipe('202', '1');
  await house.seconds(20);
  return house;
}

test('the guest agrees with the own band at the line; thirty seconds end it with nothing done', async () => {
  const house = await working(siteWith({ guestConfirms: { extend: true } }));
  const terminal = house.at('202');
  await house.swipe('202', '1');
  await house.press('202', '1#');
  expect(terminal).toMatchObject({ lines: ['请客人刷手牌', '手牌 1'], light: 'amber' });
  await house.seconds(31);
  expect(terminal.lines).toEqual(['202 上钟', '1号至13:00']);
  await house.swipe('202', 'band 1');
  expect(house.store.eventsOf('swipe.refused').map(({ code }) => code)).toEqual(['CARD_NOT_FOR_THIS']);
  await house.seconds(20);
  await house.swipe('202', '1');
  await house.press('202', '1#');
  await house.swipe('202', 'band 1');
  expect(terminal).toMatchObject({ light: 'green' });
  expect(house.store.eventsOf('clock.extended')).toMatchObject([{ guestBandNo: '1', actor: '1' }]);
});

test('an extension by itself is told at the terminal, with four long tones', async () => {
  const house = await working(siteWith({}));
  const dueAt = house.store.at + 600_000;
  await house.terminals.remind(house.idOf('202'), { technicianNo: '1', dueAt, extendedMinutes: 30 });
  expect(house.at('202')).toMatchObject({ lines: ['1号自动加30分', '至12:10'], light: 'blink-amber' });
  expect(house.at('202').beeps.at(-1)).toBe('remind');
});

test('the store notices by its own clock who is late and what runs over, and asks voice and terminal to tell', () => {
  const store = new TestStore(siteWith({ autoExtend: { enabled: true, afterMinutes: 15 } }));
  const committed: JournalEvent[] = [];
  store.onCommitted = (events) => committed.push(...events);
  const clock = new DutyClock({
    scheduler: realScheduler,
    now: () => store.at,
    duties: storeDuties(store.db, (name, data) => void store.act(name, data, 'system', 'store')),
    onLook: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const look = () => {
    clock.forget();
    clock.look();
    clock.look();
  };
  const jobsOf = (type: JournalEvent['type']) =>
    committed.filter((event) => event.type === type).flatMap((event) => jobsFor(event, store.state.site));
  store.onDuty('1');
  store.open('201', '101');
  store.wait(2.9);
  look();
  expect(store.eventsOf('clock.late')).toEqual([]);
  store.wait(0.1);
  look();
  expect(store.eventsOf('clock.late')).toMatchObject([{ technicianNo: '1', actor: 'system' }]);
  expect(jobsOf('clock.late').map(({ payload }) => payload.kind)).toContain('announce-call');
  store.act('clock.start', { clockId: clockIn(store, '201').id, atRoomNo: '201' });
  store.wait(75);
  look();
  expect(store.eventsOf('clock.extended')).toMatchObject([{ automatic: { overdueMinutes: 15 }, actor: 'system' }]);
  const told = jobsOf('clock.extended');
  expect(told).toMatchObject([{ device: 'terminal/floor-2/1', payload: { extendedMinutes: 30 } }]);
  const [job] = told.map(({ payload }) => ({ payload, createdAt: store.at }));
  expect(job && isOvertaken(job, store.state, store.at)).toBe(false);
  const [extension] = store.state.clocks.extensionsOf(clockIn(store, '201').id);
  store.act('clock.undoExtension', { clockId: extension?.id ?? '', reason: 'left' });
  expect(job && isOvertaken(job, store.state, store.at)).toBe(true);
  store.wait(1);
  look();
  expect(store.eventsOf('clock.extended').length).toBe(1);
});
