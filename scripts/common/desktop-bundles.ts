import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { projectPath } from './project.ts';

const common: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'warning' };

/** The threads and processes beside the store's own, each in a bundle of its own beside the main one. */
const besides = [
  'db/engine/wal-thread.ts',
  'db/practice-thread.ts',
  'host/reports/report-process.ts',
  'host/safekeeping/keeper-process.ts',
  'host/doors/boot/heartbeat-thread.ts',
];
/** How its file is named where one is begun. */
const besideUrl = /new URL\('\.\/([\w-]+-(?:thread|process))\.ts', import\.meta\.url\)/g;

/**
 * CommonJS has no import.meta.dirname; in the bundle it goes on meaning the folder of the source file. What begins a
 * thread or a process finds it beside the bundle.
 */
const keepFolders: Plugin = {
  name: 'keep-folders',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      const folder = JSON.stringify(path.relative(projectPath(), path.dirname(file)).split(path.sep).join('/'));
      const meaning = `require('node:path').join(__dirname, '../..', ${folder})`;
      const contents = source
        .replaceAll('import.meta.dirname', meaning)
        .replaceAll(besideUrl, `require('node:url').pathToFileURL(require('node:path').join(__dirname, '$1.cjs'))`);
      return { contents, loader: 'ts' };
    });
  },
};

/** Bundles the desktop shell's main process and the store's threads and processes beside it; packages stay outside. */
export async function bundleMain(outfile: string): Promise<void> {
  const inNode: BuildOptions = { ...common, packages: 'external', plugins: [keepFolders] };
  await build({ ...inNode, entryPoints: [projectPath('electron/main.ts')], outfile });
  for (const beside of besides) {
    const name = path.basename(beside, '.ts');
    await build({
      ...inNode,
      entryPoints: [projectPath(beside)],
      outfile: path.join(path.dirname(outfile), `${name}.cjs`),
    });
  }
}

/** Bundles the preload script. A sandboxed one can load nothing but electron, so all else goes into its file. */
export async function bundlePreload(outfile: string): Promise<void> {
  await build({ ...common, entryPoints: [projectPath('electron/preload.ts')], outfile, external: ['electron'] });
}
