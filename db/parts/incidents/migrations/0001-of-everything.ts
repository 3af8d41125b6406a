import type { Migration } from '../../../engine/migration.ts';

/** The list of clocks becomes one of everything: lines without a clock, with what it cost. */
export const ofEverything: Migration = {
  version: 1,
  up: (db) =>
    void db.exec(`
CREATE TABLE incidents (
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  clockId TEXT,
  visitId TEXT,
  roomNo TEXT,
  technicianNo TEXT,
  serviceCode TEXT,
  goodsCode TEXT,
  minutes INTEGER,
  fromState TEXT,
  amountMinor INTEGER,
  currency TEXT,
  reason TEXT,
  actor TEXT NOT NULL,
  allowedBy TEXT,
  PRIMARY KEY (seq, kind),
  CHECK ((amountMinor IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX incidents_day ON incidents (businessDate, seq);
INSERT INTO incidents (seq, kind, at, businessDate, clockId, visitId, roomNo, technicianNo, serviceCode, minutes,
    fromState, reason, actor, allowedBy)
  SELECT seq, kind, at, businessDate, clockId, visitId, roomNo, technicianNo, serviceCode, minutes,
    fromState, reason, actor, allowedBy FROM clock_incidents;
DROP TABLE clock_incidents;
`),
};
