import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const minuteMs = 60_000;
/** Half past four in the morning in the store: half an hour before the next trading day. */
const night = Date.UTC(2026, 10, 21, 20, 30);

const close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const one of close.splice(0)) await one();
});

async function atNight() {
  const scheduler = new SimulatedScheduler({ epochMs: night });
  const store = await RunningStore.open({
    ...{ dataDir: temporaryDirectory(), demo: true, voice: 'none', log: quiet, scheduler, idlePollMs: 2 * minuteMs },
    now: () => scheduler.wallNow(),
  });
  close.push(async () => {
    let isClosed = false;
    const closed = store.close().finally(() => {
      isClosed = true;
    });
    while (!isClosed) await scheduler.advance(100);
    await closed;
  });
  const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
  await store.sessions.signIn(desk, 'R01', '0000');
  const act = (name: string, data: object) =>
    store.act(desk, randomUUID(), { name, data } as Parameters<RunningStore['act']>[2]);
  act('technician.comeOnDuty', { technicianNo: '1' });
  act('visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '41' }] });
  const room = () => store.board.snapshot().rooms.find(({ no }) => no === '201');
  const clockId = room()?.visit?.guests[0]?.clocks[0]?.id ?? '';
  act('clock.start', { clockId, reason: 'card forgotten' });
  act('clock.end', { clockId, reason: 'guest in a hurry' });
  return { store, scheduler, room };
}

it('who has not paid as the trading day ends is an alarm on the board and stands on the list, as of whoever opened', async () => {
  const { store, scheduler, room } = await atNight();
  await scheduler.advance(29 * minuteMs);
  expect(room()).toMatchObject({ state: 'awaiting-payment', alarmAt: null });
  expect(store.incidents.day(null).incidents.map(({ kind }) => kind)).not.toContain('visit-left-open');
  await scheduler.advance(2 * minuteMs);
  expect(room()?.alarmAt).toBeGreaterThanOrEqual(night + 30 * minuteMs);
  const [incident, ...others] = store.incidents.day(null).incidents;
  expect(incident).toMatchObject({ kind: 'visit-left-open', actor: 'R01', roomNo: '201', amountMinor: 13_800 });
  expect(others).toEqual([]);
});
