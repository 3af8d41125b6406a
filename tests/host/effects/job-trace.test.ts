import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const minuteMs = 60_000;

let store: RunningStore;
let scheduler: SimulatedScheduler;
let desk: Connection;
let visitId: string;

function act(name: string, data: object) {
  return store.act(desk, randomUUID(), { name, data } as Parameters<RunningStore['act']>[2]).events;
}

/** A bill to look at, which the printer has no paper for; the job's id. */
async function waitingBill(): Promise<string> {
  store.simulatedDevices.setPrinter('front', 'no-paper');
  const guestIds = [store.board.snapshot().rooms.find(({ no }) => no === '201')?.visit?.guests[0]?.id];
  act('bill.show', { visitId, guestIds });
  await scheduler.advance(minuteMs / 2);
  const job = store.devices.jobs().find(({ kind }) => kind === 'print-pre-bill');
  if (!job) throw new Error('no bill waits');
  return job.id;
}

const listed = () =>
  store.incidents
    .day(null)
    .incidents.map(({ kind, actor, roomNo, amountMinor }) => ({ kind, actor, roomNo, amountMinor }));
const told = () =>
  store.visits.history(visitId).flatMap(({ type, payload }) => (type === 'job.resolved' ? [payload.how] : []));
const bill = { actor: 'R01', roomNo: '201', amountMinor: 13_800 };

beforeEach(async () => {
  scheduler = new SimulatedScheduler({ epochMs: Date.UTC(2026, 10, 21, 4) });
  store = await RunningStore.open({
    ...{ dataDir: temporaryDirectory(), demo: true, voice: 'none', log: quiet, scheduler, idlePollMs: 7_000 },
    now: () => scheduler.wallNow(),
  });
  desk = { stationId: 'desk', isOwn: true, sessionToken: null };
  await store.sessions.signIn(desk, 'R01', '0000');
  act('technician.comeOnDuty', { technicianNo: '1' });
  act('visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '41' }] });
  visitId = store.board.snapshot().rooms.find(({ no }) => no === '201')?.visit?.id ?? '';
});

afterEach(async () => {
  let isClosed = false;
  const closed = store.close().finally(() => {
    isClosed = true;
  });
  while (!isClosed) await scheduler.advance(100);
  await closed;
});

it('who prints a bill again is in the visit’s history and on the list of incidents', async () => {
  store.devices.retryJob(await waitingBill(), desk);
  expect(told()).toEqual(['again']);
  expect(listed()).toContainEqual({ kind: 'bill-reprinted', ...bill });
});

it('so is who sends it elsewhere, one alone or all of a printer', async () => {
  store.outputs.rerouteJob(await waitingBill(), 'bar', desk);
  expect(told()).toEqual(['rerouted']);
  expect(listed()).toContainEqual({ kind: 'bill-rerouted', ...bill });
  await waitingBill();
  store.outputs.reroutePrinter('front', 'bar', desk);
  expect(told()).toEqual(['rerouted', 'rerouted']);
});

it('so is who takes it off the list; what is no open job leaves no trace', async () => {
  const jobId = await waitingBill();
  store.devices.dismissJob(jobId, desk);
  expect(told()).toEqual(['dismissed']);
  expect(listed()).toContainEqual({ kind: 'bill-dismissed', ...bill });
  expect(() => store.devices.dismissJob(jobId, desk)).toThrow(/JOB_NOT_OPEN/);
  expect(told()).toEqual(['dismissed']);
});

it('nobody who is not signed in decides about a job', async () => {
  const jobId = await waitingBill();
  expect(() => store.devices.dismissJob(jobId, { ...desk, sessionToken: null, stationId: 'other' })).toThrow(
    /NOT_SIGNED_IN/,
  );
  expect(store.devices.jobs().map(({ id }) => id)).toContain(jobId);
});
