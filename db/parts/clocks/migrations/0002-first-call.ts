import type { Migration } from '../../../engine/migration.ts';

/**
 * When somebody was first called to a clock, since it was handed back last; what was given up lately is found without a
 * search.
 */
export const firstCall: Migration = {
  version: 2,
  up: (db) =>
    void db.exec(`
ALTER TABLE clocks ADD COLUMN firstCalledAt INTEGER;
UPDATE clocks SET firstCalledAt = first.at FROM (
  SELECT calls.clockId, MIN(calls.at) AS at FROM (
    SELECT json_extract(payload, '$.clockId') AS clockId, seq, at FROM journal WHERE type = 'clock.called') AS calls
  LEFT JOIN (
    SELECT json_extract(payload, '$.clockId') AS clockId, MAX(seq) AS seq FROM journal
    WHERE type = 'clock.handedBack' GROUP BY 1) AS back ON back.clockId = calls.clockId
  WHERE back.seq IS NULL OR calls.seq > back.seq GROUP BY calls.clockId) AS first
WHERE clocks.id = first.clockId;
CREATE INDEX clocks_given_up ON clocks (cancelledAt) WHERE cancelledAt IS NOT NULL AND parentId IS NULL;
`),
};
