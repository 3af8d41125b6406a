import { argumentsOf, orUsage } from './common/arguments.ts';
import { counts, packageProblems } from './packages/problems.ts';
import { projectFacts } from './packages/project-facts.ts';

/** `npm run packages [-- --json]`: how many packages of others each program needs; exit 1 with what is wrong. */
const { json } = orUsage(() => argumentsOf(process.argv.slice(2), []));
const facts = projectFacts();
const programs = counts(facts);
const problems = packageProblems(facts);
if (json) console.log(JSON.stringify({ programs, problems }));
else {
  for (const { code, message } of problems) console.log(`${code}: ${message}`);
  for (const { program, packages, atMost } of programs) {
    console.log(`${program}: ${packages} packages of others in production, at most ${atMost}`);
  }
}
process.exitCode = problems.length === 0 ? 0 : 1;
