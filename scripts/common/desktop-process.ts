import { type ChildProcess, spawn } from 'node:child_process';
import { projectPath } from './project.ts';

/**
 * Starts Electron on the project's folder, as `electron .` would: its package.json names the built shell and gives the
 * program its name. `args` are handed on. Chromium does not sandbox itself for root, and says so by ending.
 */
export function startDesktopProcess(electron: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Set by some editors' terminals; with it Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = env;
  return spawn(electron, [...asRoot, projectPath(), ...args], { stdio: 'inherit', env: rest });
}
