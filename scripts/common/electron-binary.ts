import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { electronArchive, type FetchLimits } from './electron-release.ts';
import type { ProgressLine } from './progress-line.ts';
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
 * the project, once its binary was fetched; else null. Installing the package does not fetch it. `project` is the
 * folder whose node_modules are looked at.
 */
export function findElectron(env: NodeJS.ProcessEnv, project = projectPath()): string | null {
  if (env.ELECTRON_EXEC_PATH) return env.ELECTRON_EXEC_PATH;
  const folder = packageFolder(project);
  const name = (folder && programIn(folder)) ?? programNames[process.platform] ?? 'electron';
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? (folder && path.join(folder, 'dist'));
  const file = dist ? path.join(dist, name) : null;
  return file && existsSync(file) ? file : null;
}

/** What a fetch of Electron goes by; what is not said is this machine's own. */
export interface FetchOptions {
  /** The folder whose node_modules are looked at. */
  project?: string;
  /** The day it is here, as `2026-11-30`. */
  today?: string;
  /** Tries even where it was tried today already. */
  again?: boolean;
  /** Where archives are kept between projects. */
  cacheRoot?: string;
  limits?: FetchLimits;
}

/**
 * As findElectron; and where the package is there without its binary (since Electron 42 installing the package does
 * not fetch it), has the package fetch it. Null where there is no package, the environment forbids it
 * (ELECTRON_SKIP_BINARY_DOWNLOAD), or the binary cannot be had; that is remembered for the rest of the day, so that
 * not every start on a closed network waits for it.
 */
export async function fetchElectron(
  env: NodeJS.ProcessEnv,
  line: ProgressLine,
  options: FetchOptions = {},
): Promise<string | null> {
  const { project = projectPath(), today = localDate(new Date()), again = false, limits } = options;
  const found = findElectron(env, project);
  const folder = packageFolder(project);
  if (found || !folder || env.ELECTRON_SKIP_BINARY_DOWNLOAD) return found;
  const memory = path.join(project, 'node_modules', '.clockroom-no-electron');
  if (!again && textOf(memory) === today) return null;
  const saying = '正在下载 Electron（只此一次）· fetching Electron, this once';
  line.show(`${saying} …`);
  const archive = await electronArchive(
    { platform: process.platform, arch: process.arch },
    {
      ...{ project, limits, cacheRoot: options.cacheRoot ?? env.electron_config_cache },
      progress: (done, total) => line.show(`${saying} … ${megabytes(done)}${total ? ` / ${megabytes(total)}` : ''} MB`),
    },
  );
  line.end();
  const why = archive.file === null ? archive.why : await unpack(folder);
  const fetched = why === null ? findElectron(env, project) : null;
  if (fetched) {
    rmSync(memory, { force: true });
    return fetched;
  }
  writeFileSync(memory, today);
  const reason = why ?? 'its program is not in the archive';
  line.show(
    `Electron 下载不了（${reason}），改用浏览器；明天再试，或用 --fetch-electron · Electron could not be fetched (${reason}): going on with the browser; tried again tomorrow, or with --fetch-electron`,
  );
  line.end();
  return null;
}

/** The package's own installer, which finds the archive where it is kept. Null, or why it did not come to an end. */
async function unpack(folder: string): Promise<string | null> {
  const exitCode = await runNode(path.join(folder, 'install.js'), [], { outputTo: 'stderr' });
  return exitCode === 0 ? null : `its installer ended with ${exitCode}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}

function localDate(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
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
  return textOf(path.join(folder, 'path.txt'));
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
