import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * No text of people, devices or files reaches a shell: not from our own code, and not from the packages that come along
 * with the running store. What the voice does with a sentence is held by `tests/hardware/voice.test.ts`.
 */

const root = path.resolve(import.meta.dirname, '..');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Start a program by its name and its arguments as they are; `exec` and `execSync` are a shell. */
const withoutShell = ['ChildProcess', 'execFile', 'execFileSync', 'fork', 'spawn', 'spawnSync'];
/** Where a shell is started all the same, and why no text gets there. */
const shells: Readonly<Record<string, string>> = {
  'scripts/bootstrap.mjs': 'npm on Windows is a batch file; its words are fixed',
};
/** Files of packages, in what the store loads, that can start a program. */
const startersInPackages: Readonly<Record<string, string>> = {
  'node_modules/@electron/get/dist/utils.js': 'asks uname which processor this is, in fixed words',
  'node_modules/@serialport/bindings-cpp/dist/linux-list.js': 'asks udevadm for the serial ports, in fixed words',
  'node_modules/electron-updater/out/AppImageUpdater.js': 'starts the new program in place of the old one',
  'node_modules/electron-updater/out/BaseUpdater.js': 'starts the installer that was fetched and compared',
  'node_modules/electron-updater/out/MacUpdater.js': 'asks sysctl and uname which processor this is, in fixed words',
  'node_modules/electron-updater/out/windowsExecutableCodeSignatureVerifier.js':
    'asks PowerShell, through a shell, who has signed a fetched installer: by a file name of its own, no text of a store',
  'node_modules/say/platform/base.js': 'starts what hardware/voice/say-voice.ts gives it, without a shell',
  'node_modules/say/platform/win32.js': 'starting and stopping are laid over in hardware/voice/say-voice.ts',
};

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
/** The screens have no Node; their border says so. */
const withoutNode = /^(tests|renderer)\//;
const sources = listed
  .split('\n')
  .filter((file) => /\.(tsx?|mjs|js)$/.test(file) && !withoutNode.test(file) && existsSync(path.join(root, file)));

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** How a file comes to start programs, as far as a shell could be in it. */
function shellsIn(file: string, text: string): string[] {
  const found: string[] = [];
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), (node) => {
    if (ts.isImportDeclaration(node) && /child_process/.test(node.moduleSpecifier.getText())) {
      const names = node.importClause?.namedBindings;
      if (!names || !ts.isNamedImports(names)) found.push(node.getText());
      else {
        const imported = names.elements.map((one) => (one.propertyName ?? one.name).text);
        found.push(...imported.filter((name) => !withoutShell.includes(name)));
      }
    }
    if (ts.isStringLiteralLike(node) && /child_process$/.test(node.text) && !ts.isImportDeclaration(node.parent))
      found.push(node.parent.getText());
    if (ts.isShorthandPropertyAssignment(node) && node.name.text === 'shell') found.push(node.getText());
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'shell') {
      if (node.initializer.kind !== ts.SyntaxKind.FalseKeyword) found.push(node.getText());
    }
  });
  return found;
}

describe('no text reaches a shell', () => {
  it('from our own code', () => {
    expect(sources.length).toBeGreaterThan(500);
    const found = sources.filter((file) => shellsIn(file, textOf(file)).length > 0);
    expect(found).toEqual(Object.keys(shells));
  });

  it.each([
    `import { exec } from 'node:child_process';`,
    `import { execSync as run } from 'child_process';`,
    `import childProcess from 'node:child_process';`,
    `import * as childProcess from 'node:child_process';`,
    `const { exec } = await import('node:child_process');`,
    `const { exec } = require('child_process');`,
    `spawn('say', [text], { shell: true });`,
    `const shell = platform === 'win32'; spawn('say', [text], { shell });`,
    `spawn('say', [text], { stdio: 'pipe', shell: '/bin/sh' });`,
  ])('and %s would be found', (text) => {
    expect(shellsIn('a.ts', text)).not.toEqual([]);
  });

  it('from a package that the store loads', async () => {
    const entries = [
      'electron/main.ts',
      'scripts/start.ts',
      'db/engine/wal-thread.ts',
      'host/reports/report-process.ts',
    ];
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: 'dist/none',
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      loader: { '.node': 'empty' },
      external: ['electron'],
    });
    const loaded = Object.keys(metafile.inputs).filter((file) => file.startsWith('node_modules/'));
    for (const name of ['say', 'escpos', 'receiptline', 'serialport', 'node-hid', 'koffi']) {
      expect(loaded.filter((file) => file.startsWith(`node_modules/${name}/`))).not.toEqual([]);
    }
    const starters = loaded.filter((file) => /child_process/.test(textOf(file)));
    expect(starters.sort()).toEqual(Object.keys(startersInPackages).sort());
  });
});
