import { spawnSync } from 'node:child_process';
import { projectPath } from '../../scripts/common/project.ts';

/** Builds dist/ if its sources have changed. Throws if that fails. */
export function buildScreensAndShell(): void {
  const { status } = spawnSync(process.execPath, [projectPath('scripts/build.ts')], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the build ended with ${status}`);
}
