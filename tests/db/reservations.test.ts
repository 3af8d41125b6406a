import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { StoreEvent } from '../../core/model/events.ts';
import { event } from '../../core/model/events.ts';

import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { temporaryDirectory } from './files.ts';
import { founding } from './founding.ts';
import { ShopDay } from './shop-day.ts';

const version = 6;
const before = migrations.filter((migration) => migration.version < version);
const step = migrations.filter((migration) => migration.version <= version);

describe('the step that brings reservations', () => {
  it('leaves a day of before as it was, and keeps an arrival with its visit', () => {
    const db = new Database(':memory:');
    migrate(db, founding(before));
    db.prepare(`INSERT INTO rooms (no) VALUES ('201')`).run();
    db.prepare(`INSERT INTO visits (id, no, roomNo, partyId, businessDate, openedAt, openedBy)
      VALUES ('v', '1121-0001', '201', 'p', '2026-11-21', 1, 'R01')`).run();
    migrate(db, founding(step));
    expect(db.prepare('SELECT id, roomNo FROM visits').all()).toEqual([{ id: 'v', roomNo: '201' }]);
    expect(db.prepare('SELECT * FROM reservations').all()).toEqual([]);
    expect(db.prepare('SELECT * FROM technician_locks').all()).toEqual([]);
    const insert = db.prepare(`INSERT INTO reservations (id, startsAt, minutes, guestCount, guestName, phone, phoneKey,
      items, state, forDate, bookedAt, bookedBy, revision, visitId, businessDate)
      VALUES (?, 1, 60, 1, 'x', '', '', '[]', ?, '2026-11-21', 1, 'R01', 0, ?, '2026-11-21')`);
    insert.run('a', 'arrived', 'v');
    expect(() => insert.run('b', 'arrived', null)).toThrow(/CHECK/);
    expect(() => insert.run('c', 'booked', 'v')).toThrow(/CHECK/);
    expect(() => insert.run('d', 'arrived', 'v')).toThrow(/UNIQUE/);
    expect(() => insert.run('e', 'maybe', null)).toThrow(/CHECK/);
  });
});

it('clocks of before belong to no reservation', () => {
  const db = new Database(':memory:');
  migrate(db, founding(migrations.filter((migration) => migration.version < 9)));
  db.exec(`INSERT INTO rooms (no) VALUES ('201');
    INSERT INTO visits (id, no, roomNo, partyId, businessDate, openedAt, openedBy)
      VALUES ('v', '1121-0001', '201', 'p', '2026-11-21', 1, 'R01');
    INSERT INTO guests (id, visitId, ordinal, bed, joinedAt, businessDate) VALUES ('g', 'v', 1, 1, 1, '2026-11-21');
    INSERT INTO clocks (id, visitId, guestId, roomNo, serviceCode, type, state, choice, minutes, priceMinor, orderedAt,
      callCount, businessDate) VALUES ('c', 'v', 'g', '201', '101', 'rotation', 'ordered', '{}', 60, 1, 1, 0, '2026-11-21')`);
  migrate(db, founding(migrations.filter((migration) => migration.version <= 9)));
  expect(db.prepare('SELECT id, state, reservationId FROM clocks').all()).toEqual([
    { id: 'c', state: 'ordered', reservationId: null },
  ]);
});

/** The problems of a store in which this happened. */
function problemsOf(happened: (day: ShopDay) => void): string[] {
  const path = join(temporaryDirectory(), 'store.sqlite');
  const day = new ShopDay(StoreDatabase.open(path));
  day.importSite();
  happened(day);
  day.db.close();
  return verifyStore(path).problems.map(({ code }) => code);
}

function booked(reservationId: string, day: ShopDay, more: object = {}): StoreEvent {
  const details = { roomNo: '201', startsAt: day.at + 60_000, minutes: 60, guestCount: 1, guestName: '陈女士' };
  const facts = {
    phone: '',
    note: null,
    items: [{ serviceCode: '101', technicianNos: ['2'] }],
    forDate: day.businessDate,
  };
  return event('reservation.booked', { reservationId, ...details, ...facts, ...more });
}

const ended = { roomNo: '201', technicianNos: ['2'], startsAt: 1 };

function opened(day: ShopDay, visitId: string, more: object = {}): StoreEvent {
  const guests = [{ guestId: day.id(), ordinal: 1, bed: 1, wristbandNo: null }];
  return event('visit.opened', {
    visitId,
    no: `1121-${visitId.slice(-4)}`,
    roomNo: '201',
    partyId: visitId,
    guests,
    ...more,
  });
}

describe('the proof of reservations', () => {
  it('finds nothing where each arrived with its visit or ended otherwise', () => {
    const problems = problemsOf((day) => {
      const [id, other, visitId] = [day.id(), day.id(), day.id()];
      day.act(booked(id, day), event('reservation.kept', { reservationId: id, roomNo: '201', startsAt: 1 }));
      day.act(event('reservation.techniciansLocked', { reservationId: id, ...ended }));
      day.act(
        opened(day, visitId, { reservationId: id }),
        event('reservation.arrived', { reservationId: id, visitId, bookedRoomNo: '201', ...ended }),
      );
      day.act(booked(other, day));
      day.act(event('reservation.cancelled', { reservationId: other, reason: 'x', ...ended }));
    });
    expect(problems).toEqual([]);
  });

  it('names an arrival without its visit, and a visit without its arrival', () => {
    const problems = problemsOf((day) => {
      const [id, visitId] = [day.id(), day.id()];
      day.act(booked(id, day));
      day.act(opened(day, visitId));
      day.act(event('reservation.arrived', { reservationId: id, visitId, bookedRoomNo: '201', ...ended }));
    });
    expect(problems).toEqual(['RESERVATION_WITHOUT_VISIT']);
    expect(
      problemsOf((day) => {
        const id = day.id();
        day.act(booked(id, day));
        day.act(opened(day, day.id(), { reservationId: id }));
      }),
    ).toEqual(['VISIT_WITHOUT_RESERVATION']);
  });

  it('names two that want the same room, the same technician, and one that ends twice', () => {
    expect(
      problemsOf((day) => {
        day.act(booked(day.id(), day));
        day.act(booked(day.id(), day, { items: [] }));
        day.act(booked(day.id(), day, { roomNo: null }));
      }),
    ).toEqual(['RESERVATION_OVERLAP', 'RESERVATION_OVERLAP']);
    expect(
      problemsOf((day) => {
        const id = day.id();
        day.act(booked(id, day));
        day.act(event('reservation.noShow', { reservationId: id, ...ended }));
        day.act(event('reservation.cancelled', { reservationId: id, reason: 'x', ...ended }));
      }),
    ).toEqual(['RESERVATION_NOT_OPEN']);
  });

  it('names guests who came late to something else than a no-show, twice, or without their visit', () => {
    const missed = (day: ShopDay) => {
      const id = day.id();
      day.act(booked(id, day));
      day.act(event('reservation.noShow', { reservationId: id, ...ended }));
      return id;
    };
    const came = (reservationId: string, visitId: string) =>
      event('reservation.cameLate', { reservationId, visitId, roomNo: '201', byRotation: [] });
    expect(
      problemsOf((day) => {
        const visitId = day.id();
        day.act(opened(day, visitId), came(missed(day), visitId));
      }),
    ).toEqual([]);
    expect(
      problemsOf((day) => {
        const [id, visitId] = [day.id(), day.id()];
        day.act(booked(id, day));
        day.act(opened(day, visitId), came(id, visitId));
      }),
    ).toEqual(['RESERVATION_NOT_OPEN']);
    expect(
      problemsOf((day) => {
        const [id, visitId] = [missed(day), day.id()];
        day.act(opened(day, visitId));
        day.act(came(id, visitId));
        day.act(came(id, visitId));
      }),
    ).toEqual(['RESERVATION_WITHOUT_VISIT', 'RESERVATION_NOT_OPEN', 'RESERVATION_WITHOUT_VISIT']);
  });

  it('names who was booked against the roster without its being said, or without a reason', () => {
    const off = (day: ShopDay) =>
      day.act(
        event('attendance.rosterSet', {
          entries: [{ technicianNo: '2', date: day.businessDate, entry: { kind: 'off' } }],
        }),
      );
    const miss = (day: ShopDay) => ({ technicianNo: '2', date: day.businessDate, why: 'off' as const });
    const problemsWith = (roster: (day: ShopDay) => object) =>
      problemsOf((day) => {
        off(day);
        day.act(booked(day.id(), day, roster(day)));
      });
    expect(problemsWith(() => ({}))).toEqual([]);
    expect(problemsWith((day) => ({ roster: { misses: [miss(day)], reason: 'agreed' } }))).toEqual([]);
    expect(problemsWith((day) => ({ roster: { misses: [miss(day)], reason: null } }))).toEqual([
      'RESERVATION_OFF_ROSTER',
    ]);
    expect(problemsWith(() => ({ roster: { misses: [], reason: null } }))).toEqual(['RESERVATION_OFF_ROSTER']);
  });
});

it('reservations of before were booked for no reason against any roster, and nobody came late to them', () => {
  const db = new Database(':memory:');
  migrate(db, founding(migrations.filter((migration) => migration.version < 11)));
  db.exec(`INSERT INTO rooms (no) VALUES ('201');
    INSERT INTO visits (id, no, roomNo, partyId, businessDate, openedAt, openedBy)
      VALUES ('v', '1121-0001', '201', 'p', '2026-11-21', 1, 'R01');
    INSERT INTO reservations (id, startsAt, minutes, guestCount, guestName, phone, phoneKey,
      items, state, forDate, bookedAt, bookedBy, revision, businessDate)
      VALUES ('a', 1, 60, 1, 'x', '', '', '[]', 'no-show', '2026-11-21', 1, 'R01', 0, '2026-11-21')`);
  migrate(db, founding(migrations.filter((migration) => migration.version <= 11)));
  expect(db.prepare('SELECT despiteRoster, cameLateAt, lateVisitId FROM reservations').all()).toEqual([
    { despiteRoster: null, cameLateAt: null, lateVisitId: null },
  ]);
  db.exec(`UPDATE reservations SET lateVisitId = 'v'`);
  expect(() => db.exec(`UPDATE reservations SET lateVisitId = 'w'`)).toThrow(/FOREIGN KEY/);
});
