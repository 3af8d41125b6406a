import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Arch, build, Platform } from 'electron-builder';
import { type BuilderRun, builderConfiguration } from './configuration.ts';
import type { PackageTarget } from './targets.ts';

/** What a thread of electron-builder is given. */
export interface BuilderJob {
  target: PackageTarget;
  /** The laid-out program. */
  app: string;
  run: BuilderRun;
}

/** What it says at its end: the files it made, or why it made none. */
export type BuilderAnswer = { files: string[] } | { why: string };

/** One run of electron-builder, in a thread so that its many words go to a log and it can be given up. */
const { target, app, run }: BuilderJob = workerData;
const platforms = { win32: Platform.WINDOWS, darwin: Platform.MAC, linux: Platform.LINUX } as const;
const platform = platforms[target.platform as keyof typeof platforms];
const arch = Arch[target.arch as 'x64' | 'arm64'];

build({
  projectDir: app,
  targets: platform.createTarget([...target.kinds], arch),
  publish: 'never',
  config: {
    ...builderConfiguration(run),
    beforeBuild: async () => false,
    // Of a release's archive it leaves them: the page Electron shows without a program, and its version.
    afterExtract: async ({ appOutDir }) => {
      const unwanted = ['resources/default_app.asar', 'Electron.app/Contents/Resources/default_app.asar', 'version'];
      for (const name of unwanted) await rm(path.join(appOutDir, name), { force: true });
    },
  },
}).then(
  (files) => parentPort?.postMessage({ files } satisfies BuilderAnswer),
  (error: unknown) => {
    console.error(error);
    const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    parentPort?.postMessage({ why } satisfies BuilderAnswer);
  },
);
