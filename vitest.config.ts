import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

const screenTests = 'tests/renderer/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Most of the time is waiting (for browsers, processes, timers): one more than two cores keeps both at work.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // What comes at once on a quiet machine may take its time on a busy one.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'store',
          include: ['tests/**/*.test.ts'],
          exclude: [screenTests],
          setupFiles: ['tests/decode-rows.ts'],
        },
      },
      // The screens are built once for all of their tests, and only when one of these runs.
      {
        extends: true,
        test: { name: 'screens', include: [screenTests], globalSetup: ['tests/renderer/support/build-screens.ts'] },
      },
    ],
  },
});
