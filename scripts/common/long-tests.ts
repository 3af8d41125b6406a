import { globSync, readFileSync } from 'node:fs';
import { hourMs } from '../../core/kernel/time.ts';
import { projectFolder, projectPath } from './project.ts';
import { runTool } from './run-tool.ts';

/** A test of a night may take as long as its number asks for. */
const longestMs = hourMs;

/**
 * The test files, relative to the project, that try fewer of their kind in `npm test` than in a night: those that ask
 * `tests/support/how-many.ts`.
 */
export function longTests(): string[] {
  const files = globSync('tests/**/*.test.ts', { cwd: projectFolder });
  return files
    .filter((file) => /from '[^']*support\/how-many\.ts'/.test(readFileSync(projectPath(file), 'utf8')))
    .sort();
}

/** Runs them with their full numbers, what they say on stderr. @returns their exit code */
export function runLongTests(): Promise<number> {
  const vitest = projectPath('node_modules/vitest/vitest.mjs');
  return runTool(process.execPath, [vitest, 'run', `--test-timeout=${longestMs}`, ...longTests()], {
    outputTo: 'stderr',
    env: { CLOCKROOM_TESTS: 'nightly' },
  });
}
