import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { makeFolder, syncFolder } from '../../db/engine/whole-file.ts';

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
  makeFolder(folder);
  for (const name of names) {
    const from = path.join(dataDir, name);
    if (existsSync(from)) renameSync(from, path.join(folder, name));
  }
  syncFolder(folder);
  syncFolder(dataDir);
  return folder;
}
