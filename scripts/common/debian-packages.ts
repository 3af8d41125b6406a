import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import packageNames from './test-packages.json' with { type: 'json' };

/**
 * What the tests need of the system: a browser with a window and one without, a voice, Chinese letters, the libraries of
 * USB devices, the smart-card service with a simulated reader, a record of what a program asks of the system, an
 * archiver. In a file of its own: `.ci/run` reads it before anything is installed.
 */
export const testPackages: readonly string[] = packageNames;

/** The Debian packages of `names` that are not installed; without dpkg, those whose program is not on the path. */
export function missingPackages(names: readonly string[]): string[] {
  if (!findProgram('dpkg-query')) return names.filter((name) => hasProgram(name) === false);
  return names.filter((name) => {
    const asked = spawnSync('dpkg-query', ['--status', name], { encoding: 'utf8' });
    return !asked.stdout.includes('Status: install ok installed');
  });
}

/** Programs that can be looked for by name; null for packages without one. */
function hasProgram(packageName: string): boolean | null {
  return ['chromium', 'chromium-headless-shell', 'espeak-ng', 'strace'].includes(packageName)
    ? findProgram(packageName) !== null
    : null;
}

/** The full path of a program on PATH, or null. */
export function findProgram(name: string): string | null {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const suffix of suffixes) {
      const file = path.join(folder, name + suffix);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

/**
 * Sees to it that the packages are there: installs them where that is possible (root and apt-get), and otherwise
 * says in one line what to install. Returns false if something is still missing.
 */
export function ensurePackages(names: readonly string[], say: (line: string) => void): boolean {
  const missing = missingPackages(names);
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0 || !findProgram('apt-get')) {
    say(
      `the tests need these system packages: ${missing.join(' ')} (Debian: sudo apt-get install ${missing.join(' ')})`,
    );
    return false;
  }
  say(`installing system packages for the tests: ${missing.join(' ')}`);
  const aptGet = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  aptGet('update', '-qq');
  if (aptGet('install', '-y', '-qq', '--no-install-recommends', ...missing)) return true;
  say(`apt-get could not install: ${missing.join(' ')}`);
  return false;
}
