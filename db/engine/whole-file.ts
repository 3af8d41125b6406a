import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Files and names that a power cut leaves whole or not at all. What is written is on the disk when the file is synced;
 * that it has its name, when its folder is.
 */

/** What a system or a share says that knows no syncing of folders (Windows keeps names by itself). */
const unheard = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF', 'ENOSYS']);

/** The names in a folder are on the disk when this returns, as far as the system knows that. Throws what the disk says. */
export function syncFolder(folder: string): void {
  let handle: number | null = null;
  try {
    handle = openSync(folder, 'r');
    fsyncSync(handle);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!unheard.has(code)) throw error;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}

/**
 * Makes a folder for nobody but whoever runs the store, and those above it where there are none. Step by step: where
 * nothing can be made (below /proc), the system's own way of making the whole path never ends.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
  syncFolder(above);
}

/** A file has its name when all of it is on the disk. */
export function writeWhole(path: string, bytes: Uint8Array | string): void {
  const partial = `${path}.partial`;
  try {
    const file = openSync(partial, 'w', 0o600);
    try {
      if (typeof bytes === 'string') writeSync(file, bytes);
      else writeSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(partial, { force: true });
  }
}

/** A copy of a file, which has its name when it is whole. */
export function copyWhole(from: string, to: string): void {
  const partial = `${to}.partial`;
  try {
    copyFileSync(from, partial);
    moveWhole(partial, to);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Gives a file, whoever wrote it, another name, with all of it on the disk before. */
export function moveWhole(from: string, to: string): void {
  const file = openSync(from, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(from, to);
  for (const folder of new Set([dirname(to), dirname(from)])) syncFolder(folder);
}
