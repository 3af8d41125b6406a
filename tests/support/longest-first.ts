import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest, the longest first. What nobody has measured yet on a machine is begun in the order of file
 * size, and a long one begun last leaves all cores but one idle.
 */
const longest = [
  'tests/e2e/screenshots.test.ts',
  'tests/host/kill.test.ts',
  'tests/scripts/crash/cuts.test.ts',
  'tests/scripts/crash/kills.test.ts',
  'tests/scripts/attack/attack.test.ts',
  'tests/renderer/screens.test.ts',
  'tests/renderer/devices.test.ts',
  'tests/e2e/clock-room-job.test.ts',
  'tests/scripts/day/day.test.ts',
  'tests/host/safekeeping/copies.test.ts',
  'tests/scripts/day/cheat.test.ts',
  'tests/renderer/orders.test.ts',
  'tests/renderer/pay.test.ts',
  'tests/renderer/policy.test.ts',
  'tests/renderer/reservations.test.ts',
  'tests/renderer/hand-back.test.ts',
  'tests/renderer/cashier.test.ts',
  'tests/e2e/failures.test.ts',
  'tests/e2e/main-job.test.ts',
  'tests/scripts/day/nightly.test.ts',
  'tests/scripts/start.test.ts',
  'tests/scripts/day/real-days/many-cancellations.test.ts',
  'tests/renderer/practice-mode.test.ts',
  'tests/renderer/bus-monitor.test.ts',
  'tests/renderer/books.test.ts',
  'tests/renderer/lost-card.test.ts',
  'tests/renderer/clock-room.test.ts',
  'tests/scripts/bus/tools.test.ts',
  'tests/host/reports/report-desk.test.ts',
];

/** Begins the longest files first, the others in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}
