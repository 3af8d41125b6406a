import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as bundle } from 'esbuild';
import { build as buildScreens } from 'vite';
import { projectPath } from './parts/project.ts';
import { isFresh, sourceStamp } from './parts/stale.ts';

/**
 * `npm run build [-- --force]`: the screens into dist/renderer and the desktop shell into dist/electron, each only if
 * its sources have changed since. Built aside and moved into place, so that a store running meanwhile, or a second
 * build, never sees half a folder.
 */
const force = process.argv.includes('--force');

await buildIfStale(
  'dist/renderer',
  ['renderer/**/*', 'core/**/*.ts', 'host/api/**/*.ts', 'package-lock.json'],
  async (folder) => {
    await buildScreens({
      configFile: projectPath('renderer/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
  },
);

await buildIfStale(
  'dist/electron',
  ['electron/**/*.ts', 'host/**/*.ts', 'db/**/*.ts', 'hardware/**/*.ts', 'core/**/*.ts', 'package-lock.json'],
  async (folder) => {
    const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'warning' } as const;
    await bundle({
      ...common,
      entryPoints: [projectPath('electron/main.ts')],
      outfile: path.join(folder, 'main.cjs'),
      packages: 'external',
      // CommonJS has no import.meta; sources find their neighbours by it.
      banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
      define: {
        'import.meta.url': 'moduleUrl',
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
      },
    });
    // A sandboxed preload can load nothing but electron, so everything else goes into its file.
    await bundle({
      ...common,
      entryPoints: [projectPath('electron/preload.ts')],
      outfile: path.join(folder, 'preload.cjs'),
      external: ['electron'],
    });
  },
);

async function buildIfStale(folder: string, sources: string[], build: (into: string) => Promise<void>): Promise<void> {
  const stamp = sourceStamp([...sources, 'scripts/build.ts']);
  if (!force && isFresh(folder, stamp)) return;
  process.stderr.write(`clockroom: building ${folder} …\n`);
  const target = projectPath(folder);
  const aside = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    await build(aside);
    writeFileSync(path.join(aside, '.stamp'), stamp);
    if (existsSync(target)) renameSync(target, old);
    renameSync(aside, target);
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
