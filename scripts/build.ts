import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from './common/project.ts';
import { isFresh, sourceStamp } from './common/stale.ts';

/**
 * `npm run build [-- renderer] [electron] [--force]`: the screens into dist/renderer and the desktop shell into
 * dist/electron (both, if none is named), each only if its sources have changed since. Built aside and moved into
 * place, so that a store running meanwhile, or a second build, never sees half a folder. The builders are loaded only
 * when there is something to build, since every start comes through here.
 */
const args = process.argv.slice(2);
/** What it says is in both languages, unless `--language=` tells which. */
const language = args.find((arg) => arg.startsWith('--language='))?.slice('--language='.length);
const names = args.filter((arg) => arg !== '--force' && !arg.startsWith('--language='));

const targets: Record<string, { sources: string[]; build(folder: string): Promise<void> }> = {
  renderer: {
    sources: ['renderer/**/*', 'core/**/*.ts', 'host/doors/api/**/*.ts', 'package-lock.json'],
    async build(folder) {
      // Whoever asks for it (a test runs with another word here): with anything else the screens come out slow, and with
      // the paths of this machine in them.
      process.env.NODE_ENV = 'production';
      const { build } = await import('vite');
      await build({
        configFile: projectPath('renderer/vite.config.ts'),
        logLevel: 'warn',
        build: { outDir: folder, emptyOutDir: true },
      });
    },
  },
  electron: {
    sources: ['{electron,host,db,hardware,core}/**/*.ts', 'scripts/common/*.ts', 'package-lock.json'],
    async build(folder) {
      const { bundleMain, bundlePreload } = await import('./common/desktop-bundles.ts');
      await bundleMain(path.join(folder, 'main.cjs'));
      await bundlePreload(path.join(folder, 'preload.cjs'));
    },
  },
};

for (const name of names.length > 0 ? names : Object.keys(targets)) {
  const target = targets[name];
  if (!target) {
    process.stderr.write(
      `clockroom: nothing to build is called ${name}; there are: ${Object.keys(targets).join(', ')}\n`,
    );
    process.exit(2);
  }
  await buildIfStale(`dist/${name}`, target.sources, target.build);
}

async function buildIfStale(folder: string, sources: string[], build: (into: string) => Promise<void>): Promise<void> {
  const stamp = sourceStamp([...sources, 'scripts/build.ts']);
  if (!args.includes('--force') && isFresh(folder, stamp)) return;
  const zh = `正在生成 ${folder} …`;
  const en = `building ${folder} …`;
  process.stderr.write(`clockroom: ${language === 'zh-CN' ? zh : language === 'en' ? en : `${zh} · ${en}`}\n`);
  const target = projectPath(folder);
  const aside = `${target}.new-${process.pid}`;
  const old = `${target}.old-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    await build(aside);
    writeFileSync(path.join(aside, '.stamp'), stamp);
    if (existsSync(target)) renameSync(target, old);
    renameSync(aside, target);
  } catch (error) {
    // Another build of the same sources may have come first.
    if (!isFresh(folder, stamp)) throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}
