import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { programMark } from '../../db/program-mark.ts';
import { projectPath } from './project.ts';

const common: BuildOptions = {
  ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node24', logLevel: 'warning' },
  // What is loaded late is loaded as everything else is: from an archive that is sure of require alone.
  supported: { 'dynamic-import': false },
};

/** The threads and processes beside the store's own, each in a bundle of its own beside the main one. */
const besides = [
  'db/engine/wal-thread.ts',
  'db/practice-thread.ts',
  'host/reports/report-process.ts',
  'host/safekeeping/keeper-process.ts',
  'host/doors/boot/heartbeat-thread.ts',
];

/** Packages with a binary of their own: it lies beside their code, so they stay outside, and are packed along. */
export const nativePackages = ['better-sqlite3', 'node-hid', '@serialport/bindings-cpp', 'koffi'];

/** How its file is named where one is begun. */
const besideUrl = /new URL\('\.\/([\w-]+-(?:thread|process))\.ts', import\.meta\.url\)/g;

/**
 * The folder of the bundle; packed, the threads, the processes and what they load lie beside the archive, so that each
 * is begun from a plain file.
 */
const ownFolder = String.raw`__dirname.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked')`;

/**
 * CommonJS has no import.meta.dirname; in the bundle it goes on meaning the folder of the source file. What begins a
 * thread or a process finds it beside the bundle.
 */
const keepFolders: Plugin = {
  name: 'keep-folders',
  setup(setup) {
    setup.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      // A bundle has no sources beside it to say which program it is.
      if (file === projectPath('db/program-mark.ts')) {
        return { contents: `export const programMark = () => ${JSON.stringify(programMark())};`, loader: 'ts' };
      }
      const source = readFileSync(file, 'utf8');
      const folder = JSON.stringify(path.relative(projectPath(), path.dirname(file)).split(path.sep).join('/'));
      const meaning = `require('node:path').join(__dirname, '../..', ${folder})`;
      const contents = source
        .replaceAll('import.meta.dirname', meaning)
        .replaceAll(besideUrl, `require('node:url').pathToFileURL(require('node:path').join(${ownFolder}, '$1.cjs'))`);
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * Bundles the desktop shell's main process, and the store's threads and processes beside it, with all they need of
 * other packages but the native ones.
 */
export async function bundleMain(outfile: string): Promise<void> {
  const inNode: BuildOptions = { ...common, external: ['electron', ...nativePackages], plugins: [keepFolders] };
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
