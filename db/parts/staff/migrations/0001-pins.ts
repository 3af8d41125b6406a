import type { Migration } from '../../../engine/migration.ts';

/** Who was given a PIN: a row each time one was set. */
export const pins: Migration = {
  version: 1,
  up: (db) => void db.exec(`CREATE INDEX staff_log_pins ON staff_log (staffNo, detail) WHERE act = 'pin-set'`),
};
