import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { projectFolder, projectPath } from './project.ts';

const stampName = '.stamp';

/** A hash over the contents of all files that match, and over their names. */
export function sourceStamp(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = [...new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: projectFolder })))].sort();
  for (const file of files) {
    const full = projectPath(file);
    if (!statSync(full).isFile()) continue;
    hash.update(`${file}\0`).update(createHash('sha256').update(readFileSync(full)).digest());
  }
  return hash.digest('hex');
}

/** True if what was built into `folder` (relative to the project) was built from these very sources. */
export function isFresh(folder: string, stamp: string): boolean {
  const file = stampFile(folder);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** Where the stamp of a built folder stands. */
export function stampFile(folder: string): string {
  return projectPath(folder, stampName);
}
