import { createWriteStream, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { minuteMs } from '../../core/kernel/time.ts';
import { findProgram } from '../common/debian-packages.ts';
import { electronArchive, type Progress } from '../common/electron-release.ts';
import { projectPath } from '../common/project.ts';
import { layOutApp } from './app-folder.ts';
import type { BuilderAnswer, BuilderJob } from './builder-thread.ts';
import { drawIcons } from './icons.ts';
import { PackageMissing } from './native-modules.ts';
import { type PackageTarget, systemObstacle } from './targets.ts';

export interface MakeOptions {
  /** The folder the targets' folders are made in. */
  output: string;
  /** An Electron laid out already, for every target; null: its release for each platform, kept here or fetched. */
  electronDist: string | null;
  progress: Progress;
}

/** What came of one target: what was made, or why nothing was. */
export type Made = { target: string; files: string[] } | { target: string; why: string };

/** Longest that one target may take, in milliseconds: a network that says nothing ends here. */
const givenUpAfterMs = 20 * minuteMs;

/** Makes one target in `output/<its name>`, with the words of electron-builder in `output/<its name>.log`. */
export async function makeTarget(target: PackageTarget, options: MakeOptions): Promise<Made> {
  const { name } = target;
  const obstacle = systemObstacle(target, {
    platform: process.platform,
    hasProgram: (one) => findProgram(one) !== null,
  });
  if (obstacle) return { target: name, why: obstacle };
  const electron = await electronFor(target, options);
  if ('why' in electron) return { target: name, why: electron.why };
  const output = path.join(options.output, name);
  const aside = path.join(options.output, 'parts', name);
  try {
    rmSync(output, { recursive: true, force: true });
    const [app, icons] = [path.join(aside, 'app'), path.join(aside, 'icons')];
    layOutApp(target, app);
    await drawIcons(icons);
    const run = { target: name, electronDist: electron.dist, electronVersion: electronVersion(), output, icons };
    const answer = await runBuilder({ target, app, run }, path.join(options.output, `${name}.log`));
    if ('why' in answer) {
      rmSync(output, { recursive: true, force: true });
      return { target: name, why: inWords(answer.why) };
    }
    return { target: name, files: target.kinds.includes('dir') ? [unpackedIn(output)] : answer.files };
  } catch (error) {
    if (error instanceof PackageMissing) return { target: name, why: error.message };
    throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What electron-builder says first where a tool of its own does not come. */
function inWords(why: string): string {
  const isNetwork = /ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|fetch failed/.test(why);
  return isNetwork ? `a tool that electron-builder packs with cannot be fetched (${why})` : why;
}

async function electronFor(
  target: PackageTarget,
  { electronDist, progress }: MakeOptions,
): Promise<{ dist: string } | { why: string }> {
  if (electronDist !== null) return { dist: electronDist };
  const { platform, arch } = target;
  const archive = await electronArchive({ platform, arch }, { progress });
  if (archive.file !== null) return { dist: archive.file };
  return { why: `Electron for ${platform}-${arch} is not kept here and cannot be fetched (${archive.why})` };
}

function electronVersion(): string {
  return JSON.parse(readFileSync(projectPath('node_modules/electron/package.json'), 'utf8')).version;
}

/** The folder that holds the program. */
function unpackedIn(output: string): string {
  const folder = readdirSync(output, { withFileTypes: true }).find((one) => one.isDirectory());
  return path.join(output, folder?.name ?? '');
}

/** electron-builder with the system's 7-Zip where there is one, so that an archive needs no network. */
function builderEnvironment(): NodeJS.ProcessEnv {
  const sevenZip = findProgram('7zz') ?? findProgram('7za') ?? findProgram('7z');
  return { ...(sevenZip && { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }), ...process.env };
}

function runBuilder(job: BuilderJob, logFile: string): Promise<BuilderAnswer> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const thread = new Worker(new URL('./builder-thread.ts', import.meta.url), {
    ...{ workerData: job, env: builderEnvironment(), stdout: true, stderr: true },
  });
  thread.stdout.pipe(log, { end: false });
  thread.stderr.pipe(log, { end: false });
  const { promise, resolve } = Promise.withResolvers<BuilderAnswer>();
  thread.once('message', resolve);
  thread.once('error', (error: Error) => resolve({ why: error.message }));
  thread.once('exit', (code) => resolve({ why: `electron-builder ended with ${code}` }));
  const minutes = givenUpAfterMs / minuteMs;
  const timer = setTimeout(
    () => resolve({ why: `electron-builder did not end in ${minutes} minutes` }),
    givenUpAfterMs,
  );
  return promise.finally(async () => {
    clearTimeout(timer);
    await thread.terminate();
    log.end();
  });
}
