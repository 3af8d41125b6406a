import type { Migration } from '../migration.ts';

/**
 * The journal, the tables derived from it, and the operational tables beside it. Columns are named as the fields of
 * the core's types. References are checked at once: deferred ones would make SQLite look through the referring
 * tables at every insert of what they refer to.
 */
export const first: Migration = {
  version: 1,
  up(db) {
    db.exec(journal);
    db.exec(derived);
    db.exec(operational);
  },
};

const journal = `
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  commandId TEXT NOT NULL,
  commandHash TEXT NOT NULL,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  actor TEXT NOT NULL,
  station TEXT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  prevHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX journal_command ON journal (commandId);
CREATE TRIGGER journal_never_updated BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;
CREATE TRIGGER journal_never_deleted BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END;
`;

const derived = `
CREATE TABLE site (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  importedAt INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  demo INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;

CREATE TABLE rooms (
  no TEXT PRIMARY KEY NOT NULL,
  outOfOrder TEXT,
  dirtySince INTEGER
) STRICT;

CREATE TABLE technicians (
  no TEXT PRIMARY KEY NOT NULL,
  duty TEXT NOT NULL CHECK (duty IN ('off', 'on', 'resting')),
  since INTEGER,
  restUntil INTEGER
) STRICT;

CREATE TABLE visits (
  id TEXT PRIMARY KEY NOT NULL,
  no TEXT NOT NULL,
  roomNo TEXT NOT NULL REFERENCES rooms (no),
  partyId TEXT NOT NULL,
  businessDate TEXT NOT NULL,
  openedAt INTEGER NOT NULL,
  openedBy TEXT NOT NULL,
  closedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX visits_open ON visits (roomNo) WHERE closedAt IS NULL;
CREATE INDEX visits_day ON visits (businessDate);

CREATE TABLE bills (
  id TEXT PRIMARY KEY NOT NULL,
  no TEXT NOT NULL,
  visitId TEXT NOT NULL REFERENCES visits (id),
  roomNo TEXT NOT NULL,
  guestIds TEXT NOT NULL,
  wristbandNos TEXT NOT NULL,
  totalMinor INTEGER NOT NULL,
  changeMinor INTEGER NOT NULL,
  settledAt INTEGER NOT NULL,
  settledBy TEXT NOT NULL,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX bills_visit ON bills (visitId);
CREATE INDEX bills_day ON bills (businessDate);

CREATE TABLE bill_lines (
  billId TEXT NOT NULL REFERENCES bills (id),
  n INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  kind TEXT NOT NULL,
  refId TEXT,
  guestId TEXT,
  code TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unitPriceMinor INTEGER NOT NULL,
  amountMinor INTEGER NOT NULL,
  PRIMARY KEY (billId, n)
) STRICT;

CREATE TABLE payments (
  billId TEXT NOT NULL REFERENCES bills (id),
  n INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  tenderCode TEXT NOT NULL,
  currency TEXT NOT NULL,
  amountMinor INTEGER NOT NULL,
  rate TEXT,
  valueMinor INTEGER NOT NULL,
  reference TEXT,
  PRIMARY KEY (billId, n)
) STRICT;

CREATE TABLE guests (
  id TEXT PRIMARY KEY NOT NULL,
  visitId TEXT NOT NULL REFERENCES visits (id),
  ordinal INTEGER NOT NULL,
  bed INTEGER NOT NULL,
  wristbandNo TEXT,
  joinedAt INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  billId TEXT REFERENCES bills (id),
  leftAt INTEGER
) STRICT;
CREATE INDEX guests_visit ON guests (visitId, ordinal);
CREATE INDEX guests_wristband ON guests (wristbandNo) WHERE billId IS NULL AND leftAt IS NULL;

CREATE TABLE clocks (
  id TEXT PRIMARY KEY NOT NULL,
  visitId TEXT NOT NULL REFERENCES visits (id),
  guestId TEXT NOT NULL REFERENCES guests (id),
  roomNo TEXT NOT NULL REFERENCES rooms (no),
  serviceCode TEXT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ordered', 'called', 'started', 'ended', 'cancelled')),
  choice TEXT NOT NULL,
  technicianNo TEXT REFERENCES technicians (no),
  queueId TEXT,
  heldRank REAL,
  parentId TEXT REFERENCES clocks (id),
  pairOf TEXT REFERENCES clocks (id),
  minutes INTEGER NOT NULL,
  priceMinor INTEGER NOT NULL,
  orderedAt INTEGER NOT NULL,
  calledAt INTEGER,
  callCount INTEGER NOT NULL,
  startedAt INTEGER,
  dueAt INTEGER,
  remindedAt INTEGER,
  endedAt INTEGER,
  cancelledAt INTEGER,
  reason TEXT,
  businessDate TEXT NOT NULL,
  billId TEXT REFERENCES bills (id)
) STRICT;
CREATE INDEX clocks_visit ON clocks (visitId, orderedAt, id);
CREATE INDEX clocks_day ON clocks (businessDate, technicianNo);
CREATE INDEX clocks_parent ON clocks (parentId) WHERE parentId IS NOT NULL;
CREATE INDEX clocks_busy ON clocks (technicianNo) WHERE parentId IS NULL AND state IN ('called', 'started');
CREATE INDEX clocks_waiting ON clocks (orderedAt, id) WHERE state = 'ordered';
CREATE INDEX clocks_to_remind ON clocks (dueAt)
  WHERE state = 'started' AND parentId IS NULL AND remindedAt IS NULL;

CREATE TABLE clock_segments (
  clockId TEXT NOT NULL REFERENCES clocks (id),
  n INTEGER NOT NULL,
  technicianNo TEXT NOT NULL REFERENCES technicians (no),
  fromAt INTEGER NOT NULL,
  toAt INTEGER,
  businessDate TEXT NOT NULL,
  PRIMARY KEY (clockId, n)
) STRICT;

CREATE TABLE queue_places (
  queueId TEXT NOT NULL,
  technicianNo TEXT NOT NULL REFERENCES technicians (no),
  rank REAL NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (queueId, technicianNo)
) STRICT;
CREATE INDEX queue_places_rank ON queue_places (queueId, rank, technicianNo);

CREATE TABLE queue_moves (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  queueId TEXT NOT NULL,
  technicianNo TEXT NOT NULL REFERENCES technicians (no),
  effect TEXT NOT NULL,
  fromPosition INTEGER,
  toPosition INTEGER,
  fromRank REAL,
  toRank REAL,
  becauseEvent TEXT NOT NULL,
  becauseClockId TEXT,
  becauseReason TEXT
) STRICT;
CREATE INDEX queue_moves_technician ON queue_moves (technicianNo, at);
CREATE INDEX queue_moves_queue ON queue_moves (queueId, seq);

CREATE TABLE goods_lines (
  id TEXT PRIMARY KEY NOT NULL,
  orderId TEXT NOT NULL,
  visitId TEXT NOT NULL REFERENCES visits (id),
  guestId TEXT NOT NULL REFERENCES guests (id),
  roomNo TEXT NOT NULL,
  goodsCode TEXT NOT NULL,
  category TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  unitPriceMinor INTEGER NOT NULL,
  orderedAt INTEGER NOT NULL,
  orderedBy TEXT NOT NULL,
  deliveredAt INTEGER,
  cancelledAt INTEGER,
  businessDate TEXT NOT NULL,
  billId TEXT REFERENCES bills (id)
) STRICT;
CREATE INDEX goods_lines_visit ON goods_lines (visitId, orderedAt, id);
CREATE INDEX goods_lines_day ON goods_lines (businessDate, deliveredAt);
CREATE INDEX goods_lines_open ON goods_lines (orderedAt, id) WHERE deliveredAt IS NULL AND cancelledAt IS NULL;

CREATE TABLE stock (
  goodsCode TEXT PRIMARY KEY NOT NULL,
  quantity INTEGER NOT NULL
) STRICT;

CREATE TABLE service_calls (
  id TEXT PRIMARY KEY NOT NULL,
  roomNo TEXT NOT NULL REFERENCES rooms (no),
  calledBy TEXT NOT NULL,
  calledAt INTEGER NOT NULL,
  answeredBy TEXT,
  answeredAt INTEGER,
  businessDate TEXT NOT NULL
) STRICT;
CREATE INDEX service_calls_open ON service_calls (roomNo) WHERE answeredAt IS NULL;

CREATE TABLE refusals (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  place TEXT NOT NULL,
  roomNo TEXT,
  card TEXT NOT NULL,
  who TEXT,
  code TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_day ON refusals (businessDate, seq);

CREATE TABLE staff_log (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  businessDate TEXT NOT NULL,
  staffNo TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('pin-set', 'signed-in', 'signed-out', 'refused')),
  detail TEXT,
  station TEXT NOT NULL
) STRICT;
CREATE INDEX staff_log_day ON staff_log (businessDate, seq);

CREATE TABLE visit_log (
  visitId TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (visitId, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  device TEXT NOT NULL,
  priority INTEGER NOT NULL,
  payload TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  businessDate TEXT NOT NULL
) STRICT;
`;

/*
 * What follows is not derived from the journal and never replayed: how far a job has got, and who may come in. It
 * holds what must not stand in the journal (hashes of PINs and tokens), so nothing derived refers to it.
 */
const operational = `
CREATE TABLE job_runs (
  jobId TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'expired', 'uncertain', 'dismissed')),
  attempts INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  nextAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  startedAt INTEGER,
  finishedAt INTEGER,
  errorCode TEXT
) STRICT;
CREATE INDEX job_runs_state ON job_runs (state, nextAt);

CREATE TABLE credentials (
  staffNo TEXT PRIMARY KEY NOT NULL,
  pinHash TEXT NOT NULL,
  failedCount INTEGER NOT NULL,
  lockedUntil INTEGER
) STRICT;

CREATE TABLE sessions (
  tokenHash TEXT PRIMARY KEY NOT NULL,
  staffNo TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  lastSeenAt INTEGER NOT NULL,
  stationId TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_staff ON sessions (staffNo);

CREATE TABLE stations (
  id TEXT PRIMARY KEY NOT NULL,
  tokenHash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;
`;
