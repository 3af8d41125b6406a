import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectPath } from '../common/project.ts';
import { readHouseRules, readKnownFaults } from './house-rules.ts';
import { isForeign, type LockFile, readLockFile } from './lock-file.ts';
import type { InstalledPackage, PackageFacts } from './problems.ts';

export const knownFaultsFile = 'docs/known-faults.json';

const projectFile = z.object({ allowScripts: z.record(z.string(), z.boolean()).default({}) });
const packageFile = z.object({
  scripts: z.record(z.string(), z.string()).default({}),
  gypfile: z.boolean().optional(),
});

/**
 * What the files of a project say about its packages.
 * @throws ZodError, SyntaxError or the file system's error for files that are missing or say something else
 */
export function projectFacts(project = projectPath()): PackageFacts {
  const text = (file: string) => readFileSync(join(project, file), 'utf8');
  const lock = readLockFile(text('package-lock.json'));
  return {
    lock,
    rules: readHouseRules(text('docs/packages.json')),
    faults: readKnownFaults(text(knownFaultsFile)),
    allowScripts: projectFile.parse(JSON.parse(text('package.json'))).allowScripts,
    npmrc: text('.npmrc'),
    installed: installedPackages(project, lock),
  };
}

/** What of the lock file is there on this platform; what it brings is read from itself, not from the lock file. */
function installedPackages(project: string, { packages }: LockFile): InstalledPackage[] {
  return Object.entries(packages).flatMap(([place, entry]) => {
    const file = join(project, place, 'package.json');
    if (!isForeign(place, entry) || !existsSync(file)) return [];
    const { scripts, gypfile } = packageFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const named = ['preinstall', 'install', 'postinstall'].some((name) => scripts[name] !== undefined);
    // npm builds a package with such a file even where no script says so.
    const builds = gypfile !== false && existsSync(join(project, place, 'binding.gyp'));
    return [{ place, hasInstallScript: named || builds }];
  });
}
