import { describe, expect, it } from 'vitest';
import { event } from '../../core/model/events.ts';

import { credentialOf, removeCredential, setPinHash, staffWithPin } from '../../db/operational/credentials.ts';
import {
  dismissJob,
  failJob,
  finishJob,
  jobById,
  jobHeadsIn,
  jobsIn,
  markJobUncertain,
  nextJobAt,
  recoverJobs,
  repeatJob,
  retryJob,
  takeNextJob,
} from '../../db/operational/jobs.ts';
import { allPinMisses, forgetPinMisses, keepPinMisses } from '../../db/operational/pin-misses.ts';
import { addSession, allSessions, removeSession, sessionOf, touchSession } from '../../db/operational/sessions.ts';
import {
  addStation,
  allStations,
  revokeStation,
  stationWithId,
  stationWithToken,
} from '../../db/operational/stations.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { must, ShopDay } from './shop-day.ts';

const minuteMs = 60_000;

/** A store with one call: voice and dispatch slip wait. */
function called(): { day: ShopDay; take: (device: string) => ReturnType<typeof takeNextJob>; clockId: string } {
  const day = new ShopDay();
  day.importSite();
  day.comeOnDuty('1');
  const { guestIds } = day.openRoom('201', ['1']);
  const clockId = day.order(must(guestIds[0]), '1');
  return { day, clockId, take: (device) => day.db.transact((tx) => takeNextJob(tx, device, day.at)) };
}

describe('jobs', () => {
  it('come with their events, once, and are taken by their device', () => {
    const { day, take, clockId } = called();
    const [voice, slip] = jobsIn(day.db.read, 'waiting');
    expect(voice).toMatchObject({ device: 'voice', attempts: 0, payload: { kind: 'announce-call', clockId } });
    expect(slip).toMatchObject({ device: 'printer/clock-room', payload: { kind: 'print-dispatch', clockId } });
    expect(voice?.id).toMatch(/^\d+\.1$/);
    const heads = jobsIn(day.db.read, 'waiting').map(({ payload: _payload, ...head }) => head);
    expect(jobHeadsIn(day.db.read, 'waiting')).toEqual(heads);
    expect(take('voice')).toMatchObject({ id: voice?.id, state: 'running', attempts: 1, startedAt: day.at });
    expect(take('voice')).toBeNull();
    expect(take('printer/front')).toBeNull();
    expect(take('printer/clock-room')?.id).toBe(slip?.id);
  });

  it('are taken by priority, then by the order they came in', () => {
    const { day, take, clockId } = called();
    take('voice');
    day.start(clockId);
    day.remind(clockId);
    day.act(event('service.called', { callId: 'call', roomNo: '201', by: '1' }));
    for (const callCount of [2, 3]) {
      const facts = { clockId, roomNo: '201', serviceCode: '101', type: 'rotation' as const, technicianNo: '1' };
      day.act(event('clock.calledAgain', { ...facts, callCount }));
    }
    const taken = [take('voice'), take('voice'), take('voice'), take('voice')].map((job) => job?.payload.kind);
    expect(taken).toEqual(['announce-call', 'announce-call', 'announce-service', 'announce-reminder']);
  });

  it('that did not happen wait until their next try', () => {
    const { day, take } = called();
    const job = must(take('voice'));
    day.db.transact((tx) => retryJob(tx, job.id, day.at + 2 * minuteMs, 'VOICE_FAILED'));
    expect(nextJobAt(day.db.read, 'voice')).toBe(day.at + 2 * minuteMs);
    expect(take('voice')).toBeNull();
    day.wait(2);
    expect(take('voice')).toMatchObject({ id: job.id, attempts: 2 });
    day.db.transact((tx) => finishJob(tx, job.id, day.at));
    expect(jobById(day.db.read, job.id)).toMatchObject({ state: 'done', finishedAt: day.at, errorCode: null });
    expect(nextJobAt(day.db.read, 'voice')).toBeNull();
  });

  it('too old are listed instead of done, and printed after all when a person says so', () => {
    const { day, take } = called();
    day.wait(21);
    expect(take('printer/clock-room')).toBeNull();
    const expired = must(jobsIn(day.db.read, 'expired').find((job) => job.device.startsWith('printer/')));
    expect(day.db.transact((tx) => repeatJob(tx, expired.id, day.at, day.at + minuteMs))).toBe(true);
    expect(take('printer/clock-room')).toMatchObject({ id: expired.id, repeated: true, expiresAt: day.at + minuteMs });
  });

  it('that failed or are uncertain are seen by a person, who dismisses them', () => {
    const { day, take } = called();
    const voice = must(take('voice'));
    const slip = must(take('printer/clock-room'));
    const dismiss = (id: string) => day.db.transact((tx) => dismissJob(tx, id, day.at));
    expect(dismiss(slip.id)).toBe(false);
    day.db.transact((tx) => failJob(tx, voice.id, day.at, 'VOICE_NO_ENGINE'));
    day.db.transact((tx) => markJobUncertain(tx, slip.id, day.at, 'PRINTER_MAYBE_PRINTED'));
    expect(jobsIn(day.db.read, 'failed', 'uncertain').map((job) => [job.id, job.state, job.errorCode])).toEqual([
      [voice.id, 'failed', 'VOICE_NO_ENGINE'],
      [slip.id, 'uncertain', 'PRINTER_MAYBE_PRINTED'],
    ]);
    expect([dismiss(voice.id), dismiss(slip.id)]).toEqual([true, true]);
    expect(day.db.transact((tx) => repeatJob(tx, slip.id, day.at, day.at + 1))).toBe(false);
    expect(jobsIn(day.db.read, 'failed', 'uncertain')).toEqual([]);
  });

  it('that ran when the program stopped: prints are uncertain, the voice speaks again', () => {
    const { day, take } = called();
    const voice = must(take('voice'));
    const slip = must(take('printer/clock-room'));
    expect(day.db.transact((tx) => recoverJobs(tx, day.at))).toBe(2);
    expect(jobById(day.db.read, slip.id)).toMatchObject({ state: 'uncertain', errorCode: 'STOPPED_WHILE_PRINTING' });
    expect(take('voice')?.id).toBe(voice.id);
    expect(take('printer/clock-room')).toBeNull();
  });
});

describe('credentials', () => {
  it('are set and removed; a new PIN forgets what was missed at every station', () => {
    const db = StoreDatabase.open(':memory:');
    db.transact((tx) => setPinHash(tx, 'M01', 'first'));
    const missed = { staffNo: 'M01', stationId: 'desk', count: 1, lockedUntil: null };
    const others = { ...missed, staffNo: 'R01', count: 7, lockedUntil: 5 };
    db.transact((tx) => {
      keepPinMisses(tx, missed);
      keepPinMisses(tx, { ...missed, stationId: 's1' });
      keepPinMisses(tx, { ...missed, count: 6, lockedUntil: 99 });
      keepPinMisses(tx, others);
    });
    expect(allPinMisses(db.read)).toEqual([
      { ...missed, count: 6, lockedUntil: 99 },
      { ...missed, stationId: 's1' },
      others,
    ]);
    db.transact((tx) => forgetPinMisses(tx, 'M01', 's1'));
    expect(allPinMisses(db.read)).toEqual([{ ...missed, count: 6, lockedUntil: 99 }, others]);
    db.transact((tx) => setPinHash(tx, 'M01', 'second'));
    expect(credentialOf(db.read, 'M01')).toEqual({ staffNo: 'M01', pinHash: 'second' });
    expect(allPinMisses(db.read)).toEqual([others]);
    expect(staffWithPin(db.read)).toEqual(['M01']);
    db.transact((tx) => removeCredential(tx, 'M01'));
    expect(credentialOf(db.read, 'M01')).toBeNull();
  });
});

describe('sessions and stations', () => {
  it('come and go; a station that was taken back keeps its name and lets nobody in', () => {
    const db = StoreDatabase.open(':memory:');
    const station = { id: 's1', tokenHash: 't1', name: 'kitchen', createdAt: 1 };
    const session = { id: '1', tokenHash: 'a', staffNo: 'M01', createdAt: 1, lastSeenAt: 1, stationId: 's1' };
    db.transact((tx) => {
      addStation(tx, station);
      for (const tokenHash of ['a', 'b', 'c']) addSession(tx, { ...session, id: `id-${tokenHash}`, tokenHash });
      touchSession(tx, 'b', 50);
    });
    expect(stationWithToken(db.read, 't1')).toEqual({ ...station, revokedAt: null });
    expect(stationWithToken(db.read, 't2')).toBeNull();
    expect(sessionOf(db.read, 'b')).toEqual({ ...session, id: 'id-b', tokenHash: 'b', lastSeenAt: 50 });
    db.transact((tx) => removeSession(tx, 'c'));
    expect(sessionOf(db.read, 'c')).toBeNull();
    expect(allSessions(db.read).map(({ id }) => id)).toEqual(['id-a', 'id-b']);
    db.transact((tx) => revokeStation(tx, 's1', 9));
    expect(stationWithToken(db.read, 't1')).toBeNull();
    expect([stationWithId(db.read, 's1'), stationWithId(db.read, 's2')]).toEqual([{ ...station, revokedAt: 9 }, null]);
    expect(allStations(db.read)).toEqual([{ ...station, revokedAt: 9 }]);
  });
});
