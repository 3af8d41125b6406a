import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../../../scripts/common/project.ts';

/** Before the switches in Electron's program, where electron-builder sets them. */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Lays out a folder as an unpacked release of Electron for Linux, whose program runs the project's own Node on what was
 * packed into `resources` (`packed-program.ts`). It has the switches of a real one (all off), and files that a packed
 * program does not keep.
 */
export function layOutDistribution(folder: string): string {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'));
  const run = projectPath('tests/electron/stand-in/packed-program.ts');
  const script = `#!/bin/sh\nexec '${process.execPath}' '${run}' "$(dirname "$(readlink -f "$0")")" "$@"\n`;
  const switches = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, 8]), Buffer.from('00000000')]);
  writeFileSync(path.join(folder, 'electron'), Buffer.concat([Buffer.from(script), switches]), { mode: 0o755 });
  writeFileSync(path.join(folder, 'resources/default_app.asar'), 'the page Electron shows without a program');
  for (const language of ['de', 'en-US', 'zh-CN']) writeFileSync(path.join(folder, 'locales', `${language}.pak`), '');
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html']) writeFileSync(path.join(folder, name), name);
  return folder;
}
