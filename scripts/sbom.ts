import { writeFileSync } from 'node:fs';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { askNpm } from './common/npm.ts';
import { billOfProgram } from './packages/bill-of-materials.ts';
import { projectFacts } from './packages/project-facts.ts';

/**
 * `npm run sbom [-- --out FILE] [--program store]`: the bill of materials of a program as CycloneDX JSON: every package
 * of others it needs in production, with version, hash and licence.
 */
const { lock, rules } = projectFacts();
const { file, program, root } = orUsage(() => {
  const { values } = argumentsOf(process.argv.slice(2), ['out', 'program']);
  const { program = 'store' } = values;
  const known = Object.keys(rules.programs).join(', ');
  const root = rules.programs[program]?.root;
  if (root === undefined) throw new ArgumentError(`--program: one of ${known} / --program：请输入 ${known}`);
  return { file: values.out, program, root };
});
const { out, err } = askNpm(['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application']);
if (!out.trimStart().startsWith('{')) {
  process.stderr.write(`${err}clockroom: npm made no bill of materials; its messages stand above\n`);
  process.exit(1);
}
const text = `${JSON.stringify(billOfProgram(out, lock, program, root), null, 2)}\n`;
// Whoever reads only the beginning (`| head`) has what she wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);
