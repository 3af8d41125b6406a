import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { projectPath } from './project.ts';
import { runNode } from './run-tool.ts';

/** What the program is called below its folder, where the package does not say (as its own installer names it). */
const programNames: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/**
 * The Electron program: the one ELECTRON_EXEC_PATH names, whether it is there or not (so that a mistake is told and
 * not passed over); else the one in the folder ELECTRON_OVERRIDE_DIST_PATH; else that of the package `electron` beside
 * the project, once its binary was fetched; else null. It is no dependency, because its binary cannot be fetched on a
 * closed network. `project` is the folder whose node_modules are looked at.
 */
export function findElectron(env: NodeJS.ProcessEnv, project = projectPath()): string | null {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH;
  const folder = packageFolder(project);
  const name = (folder && programIn(folder)) ?? programNames[process.platform] ?? 'electron';
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? (folder && path.join(folder, 'dist'));
  const file = dist ? path.join(dist, name) : null;
  return file && existsSync(file) ? file : null;
}

/**
 * As findElectron; and where the package is there without its binary, has the package fetch it (since Electron 42
 * installing the package no longer does). Null where there is no package, or the binary cannot be had.
 */
export async function fetchElectron(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  project = projectPath(),
): Promise<string | null> {
  const found = findElectron(env, project);
  const folder = packageFolder(project);
  if (found || !folder) return found;
  say('正在下载 Electron（只此一次）· fetching Electron, this once …');
  const exitCode = await runNode(path.join(folder, 'install.js'), [], { outputTo: 'stderr' });
  const fetched = exitCode === 0 ? findElectron(env, project) : null;
  if (!fetched) say('Electron 下载不了，改用浏览器 · Electron could not be fetched; going on with the browser');
  return fetched;
}

function packageFolder(project: string): string | null {
  try {
    return path.dirname(createRequire(path.join(project, 'package.json')).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** The package writes this file when it has its binary. */
function programIn(folder: string): string | null {
  try {
    return readFileSync(path.join(folder, 'path.txt'), 'utf8').trim() || null;
  } catch {
    return null;
  }
}
