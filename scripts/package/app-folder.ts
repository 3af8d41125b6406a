import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../common/project.ts';
import { licencesOfOthers } from './licences.ts';
import { copyNativeModules } from './native-modules.ts';
import type { PackageTarget } from './targets.ts';

/** What the project has that the installed program needs as it is. */
const copied = ['dist/electron', 'dist/renderer', 'site/jiangwan.json', 'LICENSE'];

/**
 * Lays out the program for a target: what goes into its archive, and nothing else, so that the archive can take the
 * whole folder. The screens and the shell have to be built.
 * @throws PackageMissing where a package with a binary cannot be had for the platform
 */
export function layOutApp(target: PackageTarget, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of copied) {
    cpSync(projectPath(name), path.join(folder, name), {
      recursive: true,
      // The build's own note about its sources.
      filter: (file) => path.basename(file) !== '.stamp',
    });
  }
  writeFileSync(path.join(folder, 'licences.txt'), licencesOfOthers());
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifestFor(target), null, 2)}\n`);
  copyNativeModules(target, folder);
}

/** What the program says of itself. `target`: under which name it asks for its updates. */
function manifestFor({ name }: PackageTarget) {
  const { version, description, license, main } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));
  return {
    ...{ name: 'clockroom', productName: 'Clockroom', version, description, license, main, target: name },
    // Asked for by the tools of Debian; the project has no pages of its own.
    ...{ author: 'Clockroom <clockroom@clockroom.invalid>', homepage: 'https://clockroom.invalid/' },
  };
}
