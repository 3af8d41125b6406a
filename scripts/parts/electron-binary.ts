import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The Electron program, if it is installed beside the project (package `electron` with its fetched binary, or the
 * program that ELECTRON_EXEC_PATH names); null otherwise. It is no dependency, because its binary cannot be fetched
 * on a closed network.
 */
export function findElectron(env: NodeJS.ProcessEnv): string | null {
  const named = env.ELECTRON_EXEC_PATH;
  if (named) return existsSync(named) ? named : null;
  try {
    const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const file = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}
