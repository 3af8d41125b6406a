import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { projectPath } from './project.ts';

const common: BuildOptions = { bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'warning' };

/** CommonJS has no import.meta.dirname; in the bundle it goes on meaning the folder of the source file. */
const keepFolders: Plugin = {
  name: 'keep-folders',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      const folder = JSON.stringify(path.relative(projectPath(), path.dirname(file)).split(path.sep).join('/'));
      const meaning = `require('node:path').join(__dirname, '../..', ${folder})`;
      return { contents: source.replaceAll('import.meta.dirname', meaning), loader: 'ts' };
    });
  },
};

/** Bundles the desktop shell's main process; packages stay outside. */
export async function bundleMain(outfile: string): Promise<void> {
  const entryPoints = [projectPath('electron/main.ts')];
  await build({ ...common, entryPoints, outfile, packages: 'external', plugins: [keepFolders] });
}

/** Bundles the preload script. A sandboxed one can load nothing but electron, so all else goes into its file. */
export async function bundlePreload(outfile: string): Promise<void> {
  await build({ ...common, entryPoints: [projectPath('electron/preload.ts')], outfile, external: ['electron'] });
}
