import type { Migration } from '../migration.ts';

/**
 * What does not go its way on clocks: late calls, clocks handed back, extensions by the store itself, early ends,
 * cancellations. Early ends and cancellations of the past are taken from the journal.
 */
export const clockEnds: Migration = {
  version: 8,
  up(db) {
    db.exec(tables);
    db.exec(past);
  },
};

const tables = `
ALTER TABLE clocks ADD COLUMN lateAt INTEGER;
ALTER TABLE clocks ADD COLUMN passedBy TEXT;
ALTER TABLE clocks ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0;

CREATE TABLE clock_incidents (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('early-end', 'refused', 'late', 'late-replaced', 'extended-by-store', 'extension-undone', 'cancelled')),
  clockId TEXT NOT NULL,
  visitId TEXT NOT NULL,
  roomNo TEXT NOT NULL,
  technicianNo TEXT,
  serviceCode TEXT NOT NULL,
  minutes INTEGER,
  fromState TEXT,
  reason TEXT,
  actor TEXT NOT NULL,
  allowedBy TEXT
) STRICT;
CREATE INDEX clock_incidents_day ON clock_incidents (businessDate, seq);
`;

const past = `
INSERT INTO clock_incidents
  (seq, at, businessDate, kind, clockId, visitId, roomNo, technicianNo, serviceCode, minutes, reason, actor)
  SELECT seq, at, journal.businessDate, 'early-end', payload ->> 'clockId', payload ->> 'visitId',
    payload ->> 'roomNo', payload ->> 'technicianNo', clocks.serviceCode, payload ->> 'earlyMinutes',
    payload ->> 'reason', actor
  FROM journal JOIN clocks ON clocks.id = payload ->> 'clockId'
  WHERE journal.type = 'clock.ended' AND payload ->> 'earlyMinutes' > 0;
INSERT INTO clock_incidents
  (seq, at, businessDate, kind, clockId, visitId, roomNo, technicianNo, serviceCode, fromState, reason, actor)
  SELECT seq, at, journal.businessDate, 'cancelled', payload ->> 'clockId', payload ->> 'visitId',
    payload ->> 'roomNo', payload ->> 'technicianNo', clocks.serviceCode, payload ->> 'from',
    payload ->> 'reason', actor
  FROM journal JOIN clocks ON clocks.id = payload ->> 'clockId'
  WHERE journal.type = 'clock.cancelled';
`;
