import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nativePackages } from '../common/desktop-bundles.ts';
import type { ReleaseTarget } from '../common/electron-release.ts';
import { askNpm } from '../common/npm.ts';
import { projectPath } from '../common/project.ts';
import { type LockFile, nameOf, productionOf, readLockFile } from '../packages/lock-file.ts';

/** A package that cannot be packed, and why in a few words. */
export class PackageMissing extends Error {}

/** Headers for compiling; nothing is compiled. */
const notNeeded = new Set(['node-addon-api']);
/** Beside the code, for whoever builds the package. */
const forBuilders = /(^|\/)(cnoke\.cjs|show-devices\.js|build-test\.js|bin\.js)$/;
/** koffi's binaries, a package for each platform. */
const koffiFor = ({ platform, arch }: ReleaseTarget) => `@koromix/koffi-${platform}-${arch}`;

/** The places in the lock file of what the bundles leave outside, and of what that needs on this platform. */
export function nativePlaces(lock: LockFile, target: ReleaseTarget): string[] {
  const places = nativePackages.flatMap((name) => productionOf(lock, `node_modules/${name}`));
  const wanted = [...new Set(places)].filter((place) => {
    const name = nameOf(place, lock.packages[place] ?? {});
    return !notNeeded.has(name) && (!name.startsWith('@koromix/') || name === koffiFor(target));
  });
  return wanted.sort();
}

/**
 * Copies these packages for one platform to `into`: their code, their licence, and the binaries of that platform, no
 * sources, tests or papers. What is not installed here because it is another platform's comes by npm, by the lock file.
 * @throws PackageMissing for one that npm cannot bring, or that has no binary for the platform
 */
export function copyNativeModules(target: ReleaseTarget, into: string, project = projectPath()): void {
  const lock = readLockFile(readFileSync(path.join(project, 'package-lock.json'), 'utf8'));
  for (const place of nativePlaces(lock, target)) {
    const here = path.join(project, place);
    if (existsSync(path.join(here, 'package.json'))) copyPackage(here, path.join(into, place), target);
    else bringPackage(lock, place, target, (from) => copyPackage(from, path.join(into, place), target));
  }
  for (const name of nativePackages) {
    const holders = name === 'koffi' ? [koffiFor(target)] : [name];
    if (!holders.some((holder) => hasBinary(path.join(into, 'node_modules', holder)))) {
      throw new PackageMissing(`${name} has no binary for ${target.platform}-${target.arch}`);
    }
  }
}

function copyPackage(from: string, to: string, target: ReleaseTarget): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    const name = file.split(path.sep).join('/');
    if (!isPacked(name, target)) continue;
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    cpSync(path.join(from, file), path.join(to, file));
  }
}

/** What of a package goes along; `name` with `/` between its parts. */
export function isPacked(name: string, { platform, arch }: ReleaseTarget): boolean {
  if (/(^|\/)(node_modules|tests?|__tests__|docs?|examples?|benchmarks?|deps|vendor|bin|\.[^/]+)(\/|$)/.test(name)) {
    return false;
  }
  if (forBuilders.test(name)) return false;
  if (/\.node$/.test(name)) return isBinaryOf(name, platform, arch);
  if (/(^|\/)(licen[cs]e|notice)[^/]*$/i.test(name)) return true;
  return /\.(c|m)?js$/.test(name) ? !/\.(test|spec)\.(c|m)?js$/.test(name) : name === 'package.json';
}

/**
 * `prebuilds/win32-x64/x.node`, `prebuilds/linux-x64.node`, `prebuilds/darwin-x64+arm64/x.node`, `linux_x64/koffi.node`;
 * not those for musl, which Electron is not built on.
 */
function isBinaryOf(name: string, platform: string, arch: string): boolean {
  if (/musl/.test(name)) return false;
  return new RegExp(`(^|[/_-])${platform}[-_]([a-z0-9]+\\+)*${arch}([./+]|$)`).test(name);
}

function hasBinary(folder: string): boolean {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => name.endsWith('.node'))
  );
}

/** Has npm install one package of another platform aside, checked by its hash in the lock file. */
function bringPackage(lock: LockFile, place: string, target: ReleaseTarget, use: (folder: string) => void): void {
  const entry = lock.packages[place] ?? {};
  const name = nameOf(place, entry);
  const aside = mkdtempSync(path.join(tmpdir(), 'clockroom-package-'));
  try {
    const own = { name: 'aside', version: '1.0.0', dependencies: { [name]: entry.version ?? '' } };
    writeFileSync(path.join(aside, 'package.json'), JSON.stringify(own));
    const packages = { '': own, [`node_modules/${name}`]: entry };
    writeFileSync(
      path.join(aside, 'package-lock.json'),
      JSON.stringify({ name: 'aside', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
    );
    const platform = [
      `--os=${target.platform}`,
      `--cpu=${target.arch}`,
      ...(target.platform === 'linux' ? ['--libc=glibc'] : []),
    ];
    const asked = [
      'ci',
      '--prefix',
      aside,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      '--fetch-retries=1',
    ];
    const { err, status } = askNpm([...asked, ...platform]);
    const folder = path.join(aside, 'node_modules', name);
    if (status !== 0 || !existsSync(path.join(folder, 'package.json'))) {
      const why = /npm (?:error|ERR!) (?:code )?(\S.*)/.exec(err)?.[1] ?? `npm ended with ${status}`;
      throw new PackageMissing(`${name} is not here, and npm did not bring it (${why})`);
    }
    use(folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
