import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** What makes up a store's file, in the order in which it is moved away. */
const storeFiles = [
  'store.sqlite-wal',
  'store.sqlite-shm',
  'store.sqlite',
  'keys.sqlite-wal',
  'keys.sqlite-shm',
  'keys.sqlite',
];

/** Moves the store's files out of the way, into a folder of their own; nothing is thrown away. Returns the folder. */
export function setAside(dataDir: string, at: number, names: readonly string[] = storeFiles): string {
  const folder = path.join(dataDir, 'set-aside', new Date(at).toISOString().replaceAll(/[:.]/g, '-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of names) {
    const from = path.join(dataDir, name);
    if (existsSync(from)) renameSync(from, path.join(folder, name));
  }
  return folder;
}
