import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What gives a copy of itself while it goes on. */
interface Copied {
  copyTo(path: string): Promise<void>;
  copyKeysTo(path: string): void;
}

const namePattern = /^store-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z\.sqlite$/;

/**
 * Copies the running store to `directory/backups/store-<UTC time>.sqlite` and keeps the newest `keep` of them; the keys
 * to `directory/backups/keys.sqlite`, in the place of those before: an older copy would open what was erased. Returns the new file's path. A copy has its name only when it is whole. Throws DatabaseError (DISK_FULL, …).
 */
export async function backUp(database: Copied, directory: string, at: number, keep = 14): Promise<string> {
  const folder = join(directory, 'backups');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `store-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.sqlite`);
  const partial = `${path}.partial`;
  try {
    await database.copyTo(partial);
    renameSync(partial, path);
    database.copyKeysTo(join(folder, 'keys.sqlite'));
  } finally {
    rmSync(partial, { force: true });
  }
  for (const old of listBackups(directory).slice(Math.max(keep, 1))) rmSync(old, { force: true });
  return path;
}

/** Paths of the whole copies, newest first. */
export function listBackups(directory: string): string[] {
  const folder = join(directory, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => namePattern.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}
