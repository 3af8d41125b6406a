import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which program this is, as far as books depend on it: a hash over the rules and the projections as they are run, of
 * `core/` and `db/` file by file, or of the one file they were bundled into. Another program proves what it finds anew.
 */
export function programMark(): string {
  const folders = [join(import.meta.dirname, '..', 'core'), import.meta.dirname];
  const isBundled = !existsSync(join(import.meta.dirname, 'program-mark.ts'));
  const files = isBundled ? [import.meta.filename] : folders.flatMap(sourcesIn);
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(folder, name));
}
