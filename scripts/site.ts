import { readFileSync } from 'node:fs';
import { describeProblem, parseSite } from '../core/site/parse.ts';

const usage = `usage:
  npm run site -- check FILE                    what is wrong with a site file (exit status 1 if anything is)
  npm run site -- export --data DIR [--keys]    the site file of a store, on stdout; --keys: with the bus keys
`;

const [action, ...rest] = process.argv.slice(2);
if (action === 'check' && rest.length === 1 && rest[0] !== undefined) check(rest[0]);
else {
  process.stderr.write(usage);
  process.exitCode = 2;
}

function check(file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    process.stderr.write(`clockroom: ${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return;
  }
  const parsed = parseSite(text);
  if (parsed.ok) {
    process.stdout.write(`${file}: ok\n`);
    return;
  }
  for (const problem of parsed.problems) process.stdout.write(`${describeProblem(problem)}\n`);
  process.exitCode = 1;
}
