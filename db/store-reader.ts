import type { StoreState } from '../core/model/state.ts';
import { Connection, type ReadHandle } from './engine/connection.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { schema } from './parts.ts';
import { storedState } from './state.ts';

/** The store's file for reading only, beside the connection that writes: what reports look at. */
export class StoreReader {
  readonly state: StoreState;
  readonly read: ReadHandle;
  readonly #connection: Connection;

  private constructor(connection: Connection) {
    this.#connection = connection;
    this.read = connection.read;
    this.state = storedState(connection.read, new SiteCache());
  }

  /** Throws DatabaseError: FILE_NOT_FOUND, FILE_NOT_A_STORE, FILE_TOO_NEW, FILE_TOO_OLD. */
  static open(path: string): StoreReader {
    return new StoreReader(Connection.openReadOnly(path, schema));
  }

  /** Everything read inside is of one moment, whatever is committed meanwhile. The work may not wait. */
  snapshot<T>(work: () => T): T {
    return this.#connection.snapshot(work);
  }

  close(): void {
    this.#connection.close();
  }
}
