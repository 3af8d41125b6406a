import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for a whole test file; `remove` it in the end. */
export function tempFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
