import { expect, test } from 'vitest';
import { countTests } from '../../scripts/common/test-count.ts';

const report = (...files: [status: string, ...tests: string[]][]) =>
  JSON.stringify({
    testResults: files.map(([status, ...tests]) => ({
      status,
      assertionResults: tests.map((test) => ({ status: test })),
    })),
  });

test('tests are counted over all files', () => {
  expect(countTests(report(['passed', 'passed', 'passed'], ['failed', 'failed', 'passed']), 1)).toEqual({
    passed: 3,
    failed: 1,
  });
  expect(countTests(report(['passed', 'passed']), 0)).toEqual({ passed: 1, failed: 0 });
});

test('what failed without a test to name counts as one', () => {
  expect(countTests(report(['passed', 'passed'], ['failed']), 1)).toEqual({ passed: 1, failed: 1 });
  expect(countTests(report(['passed', 'passed']), 1)).toEqual({ passed: 1, failed: 1 });
  expect(countTests('', 0)).toEqual({ passed: 0, failed: 1 });
  expect(countTests('{', 137)).toEqual({ passed: 0, failed: 1 });
});
