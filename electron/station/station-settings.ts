import type { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { certificateIn } from '../../host/doors/tls/pinned-authority.ts';

/** What a station knows of its store: whose certificates it takes. In a file of its own, which its user alone can read. */
export class StationSettings {
  readonly #file: string;
  readonly #store: string;

  /** `folder`: the station's data folder; `store`: host and port, as one store's authority says nothing of another's. */
  constructor(folder: string, store: string) {
    this.#file = path.join(folder, 'station.json');
    this.#store = store;
  }

  /** The authority that was pinned for this store; null for none, and for a file that cannot be read. */
  authority(): X509Certificate | null {
    const pem = this.#read()[this.#store];
    return typeof pem === 'string' ? certificateIn(pem) : null;
  }

  /** Pins it. */
  pin(authority: X509Certificate): void {
    mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    const partial = `${this.#file}.new`;
    const stores = { ...this.#read(), [this.#store]: authority.toString() };
    writeFileSync(partial, JSON.stringify(stores, null, 1), { mode: 0o600 });
    // Also where one was left from before.
    chmodSync(partial, 0o600);
    renameSync(partial, this.#file);
  }

  #read(): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
    } catch {
      return {};
    }
  }
}
