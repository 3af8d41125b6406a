import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../../scripts/common/project.ts';
import { projectFacts } from '../../../scripts/packages/project-facts.ts';

/** Nothing is compiled or fetched while installing: each package has its binary ready, for every platform with a Node. */

const { packages } = projectFacts().lock;
const lockText = readFileSync(projectPath('package-lock.json'), 'utf8');
const platformOf: Readonly<Record<string, { os?: string; cpu?: string }>> = JSON.parse(lockText).packages;
const bootstrap = readFileSync(projectPath('scripts/bootstrap.mjs'), 'utf8');
/** As `bootstrap.mjs` says: the package of each platform. */
const runtimes = [...bootstrap.matchAll(/^ {2}'([a-z0-9]+-[a-z0-9]+)': '(node-[\w-]+)',$/gm)].map(
  ([, platform = '', name = '']) => ({ platform, name }),
);
const prebuilt = (name: string) => readdirSync(projectPath('node_modules', name, 'prebuilds'));

it('six platforms have a Node, in the lock file with its hash, at one exact version', () => {
  expect(runtimes).toHaveLength(6);
  const { optionalDependencies } = packages[''] ?? {};
  for (const { platform, name } of runtimes) {
    const [os, cpu] = platform.split('-');
    expect(platformOf[`node_modules/${name}`]).toMatchObject({ os, cpu });
    expect(packages[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/);
    expect(optionalDependencies?.[name]).toBe(packages[`node_modules/${name}`]?.version);
  }
});

describe.each(runtimes)('on $platform', ({ platform }) => {
  it('the serial ports have their binary', () => {
    expect(prebuilt('@serialport/bindings-cpp').flatMap(platformsOf)).toContain(platform);
  });

  it('USB readers have their binary', () => {
    expect(prebuilt('node-hid')).toContain(`HID-${platform}`);
  });

  it('the database has its binary', () => {
    expect(prebuilt('better-sqlite3')).toContain(`${platform}.node`);
  });

  it('smart-card readers, and the builder, have their binary in a package of its own', () => {
    expect(packages[`node_modules/@koromix/koffi-${platform}`]?.integrity).toBeTruthy();
    expect(packages[`node_modules/@esbuild/${platform}`]?.integrity).toBeTruthy();
  });
});

/** `darwin-x64+arm64` is for both. */
function platformsOf(folder: string): string[] {
  const [os = '', cpus = ''] = folder.split('-');
  return cpus.split('+').map((cpu) => `${os}-${cpu}`);
}

it('the Node of this platform is the one of the lock file', () => {
  const own = runtimes.find(({ platform }) => platform === `${process.platform}-${process.arch}`);
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const version = execFileSync(projectPath(`node_modules/${own?.name}/bin/${file}`), ['--version'], {
    encoding: 'utf8',
  });
  expect(version.trim()).toBe(`v${packages[`node_modules/${own?.name}`]?.version}`);
});
