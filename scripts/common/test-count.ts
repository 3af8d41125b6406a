import { z } from 'zod';

const vitestJson = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

/**
 * Counts a Vitest JSON report. A file that could not be loaded has no tests of its own and counts as one failure; so
 * does a run that ended badly without naming a failure, or left no readable report.
 */
export function countTests(reportJson: string, exitCode: number): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  const report = vitestJson.safeParse(parseJson(reportJson));
  for (const file of report.data?.testResults ?? []) {
    const failedHere = file.assertionResults.filter(({ status }) => status === 'failed').length;
    passed += file.assertionResults.filter(({ status }) => status === 'passed').length;
    failed += failedHere > 0 || file.status !== 'failed' ? failedHere : 1;
  }
  return { passed, failed: failed === 0 && (exitCode !== 0 || !report.success) ? 1 : failed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
