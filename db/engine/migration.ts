import type Database from 'better-sqlite3';

/** One step of the schema. Once released it is never changed; the next step corrects it. */
export interface Migration {
  /** What is reached with it (`user_version` of the file, or the version of the part); counted from 1 without gaps. */
  version: number;
  /** Runs inside its own transaction. */
  up(db: Database.Database): void;
}

/** A part of the database, as far as the schema goes. */
export interface PartSteps {
  /** Stands in the file: never given anew. */
  name: string;
  /** Oldest first. */
  migrations: readonly Migration[];
}

/** All steps a file goes through: the founding ones, then every part's own, part by part in this order. */
export interface Schema {
  /** Tells files of this kind from others (PRAGMA application_id); the store's own without it. */
  applicationId?: number;
  founding: readonly Migration[];
  parts: readonly PartSteps[];
}
