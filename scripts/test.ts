import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensurePackages, testPackages } from './common/debian-packages.ts';
import { projectPath } from './common/project.ts';
import { runNode } from './common/run-tool.ts';
import { countTests } from './common/test-count.ts';

/** `npm test [-- vitest arguments]`: what the tests need, the screens built, all tests, and a count alone on the last line. */
ensurePackages(testPackages, (line) => process.stderr.write(`clockroom: ${line}\n`));

const built = await runNode(projectPath('scripts/build.ts'), [], { outputTo: 'stderr' });
const reportFolder = mkdtempSync(path.join(tmpdir(), 'clockroom-tests-'));
const reportFile = path.join(reportFolder, 'report.json');
const exitCode = await runNode(projectPath('node_modules/vitest/vitest.mjs'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile}`,
  ...process.argv.slice(2),
]);
const { passed, failed } = countTests(readText(reportFile), exitCode);
rmSync(reportFolder, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = exitCode !== 0 ? exitCode : failed > 0 || built !== 0 ? 1 : 0;

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
