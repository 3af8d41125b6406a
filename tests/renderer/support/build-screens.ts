import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { projectPath } from '../../../scripts/common/project.ts';
import { runNode } from '../../../scripts/common/run-tool.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built screens. */
    screensDir: string;
  }
}

/** The screens as they ship, built if their sources have changed; in a folder of their own, which no later build replaces. */
export default async function buildScreens(project: TestProject): Promise<() => void> {
  const exitCode = await runNode(projectPath('scripts/build.ts'), ['renderer'], { outputTo: 'stderr' });
  if (exitCode !== 0) throw new Error(`the build of the screens ended with ${exitCode}`);
  const dir = mkdtempSync(join(tmpdir(), 'clockroom-screens-'));
  cpSync(projectPath('dist/renderer'), dir, { recursive: true });
  project.provide('screensDir', dir);
  return () => rmSync(dir, { recursive: true, force: true });
}
