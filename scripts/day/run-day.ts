import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { EventType } from '../../core/model/events.ts';
import type { IncidentKind } from '../../core/model/incident.ts';
import { type PresetName, presetOf } from '../../core/model/rotation/policy.ts';

import type { ReadHandle } from '../../db/engine/connection.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import type { Voice } from '../../hardware/voice/voice.ts';
import type { StoreLog } from '../../host/contract/log.ts';
import { saltBytes } from '../../host/people/pins.ts';
import { uuidV7 } from '../../host/store/ids.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { Chance } from './chance.ts';
import { cheatNo } from './cheat.ts';
import type { DayHabits } from './habits.ts';
import { SimulatedDay } from './simulated-day.ts';
import type { DaySummary } from './summary.ts';

export interface DayOptions {
  seed: number;
  /** Where the store is kept; without one, in a folder that is removed afterwards. */
  dataDir?: string;
  /** Where the day begins; a store that stopped in the middle goes on from its last row. UTC ms. */
  fromAt?: number;
  /** The rotation's rules on that day; without one, those of the site file. */
  policy?: PresetName;
  habits?: DayHabits;
  /** How long the store is open; a whole day unless told. Guests need six hours at least to come and be served. */
  hours?: number;
  log: StoreLog;
  /** Told of every desk command that was answered. */
  onActed?(commandId: string): void;
  /** Told of every journal row that was shown to somebody. */
  onSeen?(seq: number): void;
}

/** A Saturday, half past nine in the morning in Shanghai, to ten to five the next morning. */
const opensAt = Date.parse('2026-11-21T01:30:00Z');
const wholeDayMs = Date.parse('2026-11-21T20:50:00Z') - opensAt;
/**
 * Quiet terminals are asked rarely, and both ends of a simulated line are patient with each other: whoever holds a
 * card to a simulated terminal has it asked at once.
 */
const idlePollMs = 2 * minuteMs;

/** Runs one business day on simulated time and proves the books behind it. */
export async function runDay(options: DayOptions): Promise<DaySummary> {
  const startedMs = performance.now();
  const { seed, log } = options;
  const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'clockroom-day-'));
  mkdirSync(dataDir, { recursive: true });
  const endsAt = opensAt + (options.hours === undefined ? wholeDayMs : options.hours * hourMs);
  const fromAt = Math.max(opensAt, options.fromAt ?? 0);
  const scheduler = new SimulatedScheduler({ epochMs: fromAt });
  const chance = new Chance(seed + fromAt);
  let announcements = 0;
  const voice: Voice = {
    name: 'simulated',
    speak: (text) =>
      new Promise((resolve) => {
        announcements += 1;
        scheduler.setTimeout(resolve, 1_500 + text.length * 120);
      }),
  };
  try {
    const store = await RunningStore.open({
      dataDir,
      demo: true,
      log,
      voice,
      scheduler,
      now: () => scheduler.wallNow(),
      random: (count) => chance.bytes(count),
      salt: () => new Uint8Array(saltBytes),
      idlePollMs,
      // Nobody will look for what was in a folder of our own.
      durable: options.dataDir !== undefined,
    });
    // The lines come up before anybody works.
    await scheduler.advance(30_000);
    if (options.policy !== undefined)
      goBy(store, options.policy, () => uuidV7(scheduler.wallNow(), (count) => chance.bytes(count)));
    const { onActed, onSeen } = options;
    const hooks = { ...(onActed ? { onActed } : {}), ...(onSeen ? { onSeen } : {}) };
    const day = new SimulatedDay({
      ...{ store, scheduler, seed, opensAt, endsAt },
      ...(options.habits ? { habits: options.habits } : {}),
      ...hooks,
    });
    await day.run();
    await closeIn(store, scheduler);
    const file = path.join(dataDir, 'store.sqlite');
    const { ok, problems } = verifyStore(file);
    return {
      ...habitsOf(options),
      ...countsOf(file, seed, day),
      announcements,
      wallMs: Math.round(performance.now() - startedMs),
      verify: { ok, problems },
    };
  } finally {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Puts a preset in force in every group, from this day on. */
function goBy(store: RunningStore, preset: PresetName, newId: () => string): void {
  const office = { stationId: 'office', isOwn: true, sessionToken: null };
  const { today, groups } = store.rotation.policies();
  for (const { group, first } of groups) {
    const policy = presetOf(preset, first);
    const data = {
      group,
      gender: null,
      fromDate: today,
      preset,
      policy: { ...policy, noTurnItems: [...policy.noTurnItems] },
    };
    store.act(office, newId(), { name: 'rotation.setPolicy', data });
  }
}

/** Closing waits for devices, and devices wait for simulated time. */
async function closeIn(store: RunningStore, scheduler: SimulatedScheduler): Promise<void> {
  let isClosed = false;
  const closed = store.close().finally(() => {
    isClosed = true;
  });
  while (!isClosed) await scheduler.advance(100);
  await closed;
}

/** What does not happen on every clock, by its event: the summary counts them. */
const happenings: readonly EventType[] = [
  ...(['clock.late', 'clock.handedBack', 'clock.rechosen', 'clock.converted', 'clock.itemChanged'] as const),
  ...(['clock.technicianChanged', 'authorisation.used', 'card.blocked', 'card.replaced'] as const),
  ...(['reservation.booked', 'reservation.arrived', 'reservation.cancelled', 'reservation.noShow'] as const),
  ...(['technician.tookRest', 'service.called'] as const),
];

/** What the day was asked to be. */
function habitsOf({ policy, habits = {} }: DayOptions): Pick<DaySummary, 'policy' | 'habits'> {
  return {
    policy: policy ?? null,
    habits: { cancellations: habits.cancellations ?? null, late: habits.late ?? null, cheat: habits.cheat ?? null },
  };
}

function countsOf(
  file: string,
  seed: number,
  day: SimulatedDay,
): Omit<DaySummary, 'announcements' | 'wallMs' | 'verify' | 'policy' | 'habits'> {
  const db = StoreDatabase.open(file);
  try {
    const { read } = db;
    const types = read.all<{ type: string; count: number }>(
      `SELECT type, COUNT(*) AS count FROM clocks WHERE state = 'ended' GROUP BY type`,
    );
    const toRoomMs = db.state.site.site.store.toRoomMinutes * minuteMs;
    const ended = (type: string) => types.find((row) => row.type === type)?.count ?? 0;
    const refusals = { ...day.refusals };
    for (const { code, count } of read.all<{ code: string; count: number }>(
      'SELECT code, COUNT(*) AS count FROM refusals GROUP BY code',
    )) {
      refusals[code] = (refusals[code] ?? 0) + count;
    }
    return {
      seed,
      guests: one(read, 'SELECT COUNT(*) AS value FROM guests'),
      visits: one(read, 'SELECT COUNT(*) AS value FROM visits'),
      clocks: {
        ...{ rotation: ended('rotation'), requested: ended('requested'), extension: ended('extension') },
        ...{ picked: ended('picked'), call: ended('call'), converted: ended('converted') },
      },
      happened: Object.fromEntries(
        happenings.map((type) => [type, one(read, `SELECT COUNT(*) AS value FROM journal WHERE type = '${type}'`)]),
      ),
      cancelled: {
        beforeStart: cancelled(read, `<> 'started'`),
        afterStart: cancelled(read, `= 'started'`),
      },
      late: one(
        read,
        `SELECT COUNT(*) AS value FROM clocks WHERE parentId IS NULL AND startedAt >= calledAt + ${toRoomMs}`,
      ),
      swipes: { ...day.hand.counts },
      slips: one(
        read,
        `SELECT COUNT(*) AS value FROM job_runs JOIN jobs ON jobs.id = job_runs.jobId
        WHERE state = 'done' AND jobs.device GLOB 'printer/*'`,
      ),
      bills: one(read, 'SELECT COUNT(*) AS value FROM bills'),
      cheat: { no: cheatNo, played: day.cheat.played, listed: listedOf(read, cheatNo) },
      takingsMinor: one(read, 'SELECT COALESCE(SUM(totalMinor), 0) AS value FROM bills'),
      refusals: Object.fromEntries(Object.entries(refusals).sort(([a], [b]) => (a < b ? -1 : 1))),
      journalRows: one(read, 'SELECT COUNT(*) AS value FROM journal'),
    };
  } finally {
    db.close();
  }
}

/** What stands on the list of incidents as somebody's doing, by kind. */
function listedOf(read: ReadHandle, no: string): Partial<Record<IncidentKind, number>> {
  const rows = read.all<{ kind: IncidentKind; count: number }>(
    'SELECT kind, COUNT(*) AS count FROM incidents WHERE actor = ? GROUP BY kind ORDER BY kind',
    no,
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

function cancelled(read: ReadHandle, from: string): number {
  return one(
    read,
    `SELECT COUNT(*) AS value FROM journal WHERE type = 'clock.cancelled' AND payload ->> 'from' ${from}`,
  );
}

function one(read: ReadHandle, sql: string): number {
  return read.get<{ value: number }>(sql)?.value ?? 0;
}
