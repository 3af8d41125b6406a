import { projectPath } from './common/project.ts';
import { runNode } from './common/run-tool.ts';

/** `npm run check`: types, lint and format, borders, dead code, packages of others. All run; any finding fails. */
const checks: { name: string; script: string; args: string[] }[] = [
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', script: 'node_modules/@biomejs/biome/bin/biome', args: ['check', '.'] },
  {
    name: 'borders',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.mjs', 'core', 'db', 'hardware', 'host', 'electron', 'renderer', 'scripts'],
  },
  { name: 'dead code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'packages', script: 'scripts/packages.ts', args: [] },
];

const failed: string[] = [];
for (const { name, script, args } of checks) {
  process.stdout.write(`── ${name}\n`);
  if ((await runNode(projectPath(script), args)) !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? 'check: all clean\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
