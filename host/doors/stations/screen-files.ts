import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../contract/start-error.ts';

/** One file of the built screens, ready to send. */
export interface ScreenFile {
  body: Buffer;
  type: string;
  etag: string;
  /** Its name holds a hash of its content: it can be kept for ever. */
  immutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};

/**
 * The built screens, read once at start. A lookup in a list of names cannot leave the folder, whatever the address
 * says; and a running store keeps its screens when they are built anew.
 */
export class ScreenFiles {
  readonly #files: ReadonlyMap<string, ScreenFile>;

  private constructor(files: ReadonlyMap<string, ScreenFile>) {
    this.#files = files;
  }

  /** Reads a folder. Throws StartError SCREENS_MISSING if it has no index.html. */
  static load(folder: string): ScreenFiles {
    const files = new Map<string, ScreenFile>();
    for (const name of namesIn(folder)) {
      const type = types[path.extname(name)];
      if (!type) continue;
      const body = readFileSync(path.join(folder, name));
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      const address = `/${name.split(path.sep).join('/')}`;
      files.set(address, { body, type, etag, immutable: address.startsWith('/assets/') });
    }
    if (!files.has('/index.html')) throw new StartError('SCREENS_MISSING', { folder });
    return new ScreenFiles(files);
  }

  /** The file at an address's path (`/`, `/assets/main-4f2a.js`), or null. */
  find(address: string): ScreenFile | null {
    return this.#files.get(address === '/' ? '/index.html' : address) ?? null;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  } catch {
    return [];
  }
}
