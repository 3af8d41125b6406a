import { ArgumentError } from '../../host/day/day-arguments.ts';

/** What the work gives; where the command line makes no sense, says so on stderr and ends with status 2. */
export function orUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
