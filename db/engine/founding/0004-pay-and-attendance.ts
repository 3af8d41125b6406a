import type { Migration } from '../migration.ts';

/**
 * Commission and attendance. Clocks that ended before earn nothing afterwards (no rule was frozen on them); on and
 * off duty was always in the journal, so the spells of the past are taken from there.
 */
export const payAndAttendance: Migration = {
  version: 4,
  up(db) {
    db.exec(commission);
    db.exec(attendance);
    db.exec(past);
  },
};

const commission = `
CREATE INDEX clocks_pair ON clocks (pairOf) WHERE pairOf IS NOT NULL;

CREATE TABLE clock_pay (
  clockId TEXT PRIMARY KEY NOT NULL REFERENCES clocks (id),
  rules TEXT NOT NULL
) STRICT;

CREATE TABLE commission_entries (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('clock', 'goods')),
  refId TEXT NOT NULL UNIQUE,
  creditedNo TEXT NOT NULL,
  clockType TEXT,
  code TEXT NOT NULL,
  baseMinor INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  amountMinor INTEGER NOT NULL,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  month TEXT NOT NULL
) STRICT;

CREATE TABLE commission_served (
  seq INTEGER NOT NULL REFERENCES commission_entries (seq),
  n INTEGER NOT NULL,
  payeeNo TEXT NOT NULL,
  servedMs INTEGER NOT NULL,
  turnoverMinor INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  month TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT;
CREATE INDEX commission_served_month ON commission_served (month, payeeNo);

CREATE TABLE commission_parts (
  seq INTEGER NOT NULL REFERENCES commission_entries (seq),
  part INTEGER NOT NULL,
  creditedNo TEXT NOT NULL,
  ruleKey TEXT NOT NULL,
  rule TEXT NOT NULL,
  nth INTEGER,
  counted INTEGER NOT NULL,
  amountMinor INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  month TEXT NOT NULL,
  PRIMARY KEY (seq, part)
) STRICT;
CREATE INDEX commission_parts_count ON commission_parts (creditedNo, month, ruleKey) WHERE counted = 1;

CREATE TABLE commission_shares (
  seq INTEGER NOT NULL REFERENCES commission_entries (seq),
  part INTEGER NOT NULL,
  n INTEGER NOT NULL,
  source TEXT NOT NULL,
  payeeNo TEXT NOT NULL,
  ruleKey TEXT NOT NULL,
  amountMinor INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  month TEXT NOT NULL,
  PRIMARY KEY (seq, part, n)
) STRICT;
CREATE INDEX commission_shares_month ON commission_shares (month, payeeNo);
CREATE INDEX commission_shares_day ON commission_shares (businessDate, payeeNo);

CREATE TABLE commission_corrections (
  id TEXT PRIMARY KEY NOT NULL,
  payeeNo TEXT NOT NULL,
  aboutMonth TEXT NOT NULL,
  month TEXT NOT NULL,
  amountMinor INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  correctedBy TEXT NOT NULL,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX commission_corrections_month ON commission_corrections (month, payeeNo);

CREATE TABLE commission_months (
  month TEXT PRIMARY KEY NOT NULL,
  totalMinor INTEGER NOT NULL,
  closedAt INTEGER NOT NULL,
  closedBy TEXT NOT NULL,
  businessDate TEXT NOT NULL
) STRICT;

CREATE TABLE commission_month_totals (
  month TEXT NOT NULL REFERENCES commission_months (month),
  payeeNo TEXT NOT NULL,
  clockMinor INTEGER NOT NULL,
  goodsMinor INTEGER NOT NULL,
  correctionMinor INTEGER NOT NULL,
  totalMinor INTEGER NOT NULL,
  PRIMARY KEY (month, payeeNo)
) STRICT;
`;

const attendance = `
CREATE TABLE duty_spells (
  seq INTEGER PRIMARY KEY,
  technicianNo TEXT NOT NULL,
  onAt INTEGER NOT NULL,
  offAt INTEGER,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX duty_spells_day ON duty_spells (businessDate, technicianNo);
CREATE INDEX duty_spells_open ON duty_spells (technicianNo) WHERE offAt IS NULL;

CREATE TABLE duty_breaks (
  seq INTEGER PRIMARY KEY,
  technicianNo TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('rest', 'meal')),
  fromAt INTEGER NOT NULL,
  untilAt INTEGER NOT NULL,
  toAt INTEGER,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX duty_breaks_day ON duty_breaks (businessDate, technicianNo);
CREATE INDEX duty_breaks_open ON duty_breaks (technicianNo) WHERE toAt IS NULL;

CREATE TABLE roster (
  technicianNo TEXT NOT NULL,
  date TEXT NOT NULL,
  entry TEXT NOT NULL,
  setAt INTEGER NOT NULL,
  setBy TEXT NOT NULL,
  PRIMARY KEY (date, technicianNo)
) STRICT;
`;

/** Each coming with the next going of the same technician; a break also ends with the duty. */
const past = `
INSERT INTO duty_spells (seq, technicianNo, onAt, businessDate)
  SELECT seq, payload ->> 'technicianNo', at, businessDate FROM journal WHERE type = 'technician.cameOnDuty';
INSERT INTO duty_breaks (seq, technicianNo, kind, fromAt, untilAt, businessDate)
  SELECT seq, payload ->> 'technicianNo', 'rest', at, payload ->> 'until', businessDate
  FROM journal WHERE type = 'technician.tookRest';
CREATE TEMP TABLE goings (seq INTEGER PRIMARY KEY, technicianNo TEXT, type TEXT, at INTEGER);
INSERT INTO goings SELECT seq, payload ->> 'technicianNo', type, at FROM journal
  WHERE type IN ('technician.wentOffDuty', 'technician.cameBack');
CREATE INDEX temp.goings_technician ON goings (technicianNo, seq);
UPDATE duty_spells SET offAt = (SELECT at FROM goings WHERE goings.technicianNo = duty_spells.technicianNo
  AND goings.seq > duty_spells.seq AND type = 'technician.wentOffDuty' ORDER BY goings.seq LIMIT 1);
UPDATE duty_breaks SET toAt = (SELECT at FROM goings WHERE goings.technicianNo = duty_breaks.technicianNo
  AND goings.seq > duty_breaks.seq ORDER BY goings.seq LIMIT 1);
DROP TABLE goings;
`;
