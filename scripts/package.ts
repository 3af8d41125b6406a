import path from 'node:path';
import { argumentsOf, orUsage } from './common/arguments.ts';
import { ProgressLine } from './common/progress-line.ts';
import { projectPath } from './common/project.ts';
import { runNode } from './common/run-tool.ts';
import { makeTarget } from './package/make.ts';
import { targetsNamed } from './package/targets.ts';

/**
 * `npm run package [-- --target NAMES] [--out DIR] [--electron-dist DIR]`: the installers, each in a folder of its own
 * below `dist/package`. A line for each that was made, and for each that could not be made here, why. Exit status 0:
 * all that was asked for was made; 1: something was not; 2: it was asked for in a way that makes no sense.
 */
const { targets, output, electronDist } = orUsage(() => {
  const { values } = argumentsOf(process.argv.slice(2), ['target', 'out', 'electron-dist']);
  const dist = values['electron-dist'];
  return {
    targets: targetsNamed(values.target),
    output: path.resolve(values.out ?? projectPath('dist/package')),
    electronDist: dist === undefined ? null : path.resolve(dist),
  };
});

const built = await runNode(projectPath('scripts/build.ts'), [], { outputTo: 'stderr' });
if (built !== 0) process.exit(built);
const line = new ProgressLine(process.stderr);
let missing = 0;
for (const target of targets) {
  line.show(`${target.name} …`);
  const made = await makeTarget(target, {
    ...{ output, electronDist },
    progress: (done) => line.show(`${target.name}: Electron, ${(done / 1_000_000).toFixed(0)} MB …`),
  });
  line.end();
  if ('why' in made) missing += 1;
  console.log(`${made.target}: ${'why' in made ? `not made: ${made.why}` : made.files.join(', ')}`);
}
process.exitCode = missing === 0 ? 0 : 1;
