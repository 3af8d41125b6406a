import { writeFileSync } from 'node:fs';
import { argumentsOf, orUsage } from './common/arguments.ts';
import { askNpm } from './common/npm.ts';
import { projectPath } from './common/project.ts';
import { advisoriesIn, refusalIn, withAdvisories } from './packages/advisories.ts';
import { faultsIn } from './packages/problems.ts';
import { knownFaultsFile, projectFacts } from './packages/project-facts.ts';

/**
 * `npm run faults [-- --json] [--out FILE]`: asks the advisory service of the registry npm is set to about everything in the lock
 * file, and brings `docs/known-faults.json` up to date (or writes what it would say into another file). Exit 0: it answered, and no package has a fault without an
 * answer; 1: some have, and are listed; 2: no service answered, and the file is as it was.
 */
const { json, values } = orUsage(() => argumentsOf(process.argv.slice(2), ['out']));
const file = values.out ?? projectPath(knownFaultsFile);
const { lock, faults } = projectFacts();
const { out } = askNpm(['audit', '--json', '--package-lock-only']);
const advisories = advisoriesIn(out);
if (advisories) {
  const now = withAdvisories(faults, advisories, new Date().toISOString().slice(0, 10));
  writeFileSync(file, `${JSON.stringify({ faults: now }, null, 2)}\n`);
  const open = faultsIn(lock, now).filter(({ fault }) => !fault.answer?.installed);
  if (json) console.log(JSON.stringify({ advisories: advisories.length, open }));
  else {
    for (const { fault, where } of open) console.log(`${where}: ${fault.id}, ${fault.title}`);
    console.log(`${advisories.length} advisories, ${open.length} without an answer in ${knownFaultsFile}`);
  }
  process.exitCode = open.length === 0 ? 0 : 1;
} else {
  process.stderr.write(`clockroom: no advisory service answered; ${knownFaultsFile} is as it was: ${refusalIn(out)}\n`);
  process.exitCode = 2;
}
