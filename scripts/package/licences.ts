import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../common/project.ts';
import { nameOf, productionOf, readLockFile } from '../packages/lock-file.ts';

/**
 * The licences of everything of others that goes into the program, one text: most of it is inside the bundles, where
 * nothing else would say whose it is. Packages that are here for another platform only are not named.
 */
export function licencesOfOthers(project = projectPath()): string {
  const lock = readLockFile(readFileSync(path.join(project, 'package-lock.json'), 'utf8'));
  const parts = productionOf(lock, '').flatMap((place) => {
    const folder = path.join(project, place);
    const name = nameOf(place, lock.packages[place] ?? {});
    if (name.startsWith('node-bin-') || /^node-(darwin|linux|win)-/.test(name) || !existsSync(folder)) return [];
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const texts = readdirSync(folder)
      .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
      .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    return [[`${name} ${version} (${license ?? 'no licence named'})`, ...texts].join('\n\n')];
  });
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
