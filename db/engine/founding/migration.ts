import type Database from 'better-sqlite3';

/** One step of the schema. Once released it is never changed; the next step corrects it. */
export interface Migration {
  /** The `user_version` of the file after it; counted from 1 without gaps. */
  version: number;
  /** Runs inside its own transaction. */
  up(db: Database.Database): void;
}
