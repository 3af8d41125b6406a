import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built screens. */
    screensDir: string;
  }
}

const config = fileURLToPath(new URL('../../../renderer/vite.config.ts', import.meta.url));

/** Builds the screens as they ship, into a folder of their own. */
export default async function buildScreens(project: TestProject): Promise<() => void> {
  const dir = mkdtempSync(join(tmpdir(), 'clockroom-screens-'));
  await build({ configFile: config, logLevel: 'error', build: { outDir: dir, emptyOutDir: true } });
  project.provide('screensDir', dir);
  return () => rmSync(dir, { recursive: true, force: true });
}
