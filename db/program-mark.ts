import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which program this is, as far as books depend on it: a hash over the rules and the projections, of `core/` and `db/`
 * file by file. Another program proves what it finds anew. Bundles have the hash of what they were made of, the same in
 * each of them (`scripts/common/desktop-bundles.ts`).
 */
export function programMark(): string {
  const folders = [join(import.meta.dirname, '..', 'core'), import.meta.dirname];
  const hash = createHash('sha256');
  for (const file of folders.flatMap(sourcesIn)) hash.update(readFileSync(file));
  return hash.digest('hex');
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => join(folder, name));
}
