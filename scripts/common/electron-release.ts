import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Downloader, downloadArtifact, FetchDownloader } from '@electron/get';
import { minuteMs } from '../../core/kernel/time.ts';
import { projectPath } from './project.ts';

/** Which of Electron's archives. */
export interface ReleaseTarget {
  platform: NodeJS.Platform;
  arch: string;
}

export interface FetchLimits {
  /** Longest until the first bytes come, in milliseconds. */
  firstBytesMs: number;
  /** Longest between two pieces, in milliseconds. */
  stalledMs: number;
}

export type Progress = (done: number, total: number | null) => void;

const usualLimits: FetchLimits = { firstBytesMs: 15_000, stalledMs: minuteMs };

class NotKept extends Error {}

/** The version of the electron package, and the hashes it brings of its archives. */
function electronPackage(project: string): { version: string; checksums: Record<string, string> } {
  const require = createRequire(path.join(project, 'package.json'));
  const read = (name: string) => JSON.parse(readFileSync(require.resolve(`electron/${name}`), 'utf8'));
  return { version: read('package.json').version, checksums: read('checksums.json') };
}

/**
 * The archive of Electron for a platform, as the electron package itself fetches and keeps it: from the system's cache,
 * or, unless `keptOnly`, from the network (the mirror that the environment names, or Electron's own place). Its hash is
 * compared with the one in the electron package. Null where it is not kept and the network does not bring it: a network
 * that says nothing is given up after `limits`.
 */
export async function electronArchive(
  target: ReleaseTarget,
  options: { keptOnly?: boolean; progress?: Progress; limits?: FetchLimits; project?: string; cacheRoot?: string } = {},
): Promise<{ file: string } | { file: null; why: string }> {
  const {
    keptOnly = false,
    progress = () => {},
    limits = usualLimits,
    project = projectPath(),
    cacheRoot = process.env.electron_config_cache,
  } = options;
  const { version, checksums } = electronPackage(project);
  const downloader = keptOnly ? refuses : new BoundedDownloader(limits, progress);
  try {
    return {
      file: await downloadArtifact({ ...target, version, checksums, artifactName: 'electron', downloader, cacheRoot }),
    };
  } catch (error) {
    return { file: null, why: error instanceof NotKept ? 'not kept here' : reasonOf(error) };
  }
}

const refuses: Downloader<unknown> = {
  download: async () => {
    throw new NotKept('not kept');
  },
};

/** Electron's own downloader, given up when nothing comes. */
class BoundedDownloader extends FetchDownloader {
  readonly #limits: FetchLimits;
  readonly #progress: Progress;

  constructor(limits: FetchLimits, progress: Progress) {
    super();
    this.#limits = limits;
    this.#progress = progress;
  }

  override async download(url: string, file: string): Promise<void> {
    const controller = new AbortController();
    const giveUp = () => controller.abort(new Error(`nothing came from ${new URL(url).host}`));
    let timer = setTimeout(giveUp, this.#limits.firstBytesMs);
    try {
      await super.download(url, file, {
        signal: controller.signal,
        quiet: true,
        getProgressCallback: async ({ transferred, total }) => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, this.#limits.stalledMs);
          this.#progress(transferred, total);
        },
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** In a few words: what fetch says first is only that it failed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
