import type { Site } from '../../../core/model/site/schema.ts';
import { indexSite, type SiteIndex } from '../../../core/model/site/site-index.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** The settings in force with their index, built once per import and connection. */
export class SiteCache {
  #held: { seq: number; index: SiteIndex } | null = null;
  /** Of the connection, when `#held` was last found to be in force. */
  #version: number | null = null;

  /** Null until every section is there. */
  current(read: ReadHandle): SiteIndex | null {
    const version = read.versionOf(['site']);
    if (this.#held && version !== null && version === this.#version) return this.#held.index;
    const seq = read.get<{ seq: number }>('SELECT seq FROM site WHERE id = 1')?.seq;
    if (seq === undefined) return null;
    if (this.#held?.seq !== seq) {
      const row = read.get<{ json: string; demo: number }>('SELECT json, demo FROM site WHERE id = 1');
      if (!row) return null;
      // It was checked by the schema before it became an event.
      const kept = JSON.parse(row.json) as Site | { sections: object };
      if ('sections' in kept) return null;
      this.#held = { seq, index: indexSite(kept, row.demo === 1) };
    }
    this.#version = version;
    return this.#held.index;
  }

  /** After a rollback: the same seq may come again with other settings. */
  forget(): void {
    this.#held = null;
  }
}
