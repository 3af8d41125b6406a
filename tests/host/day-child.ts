import { writeSync } from 'node:fs';
import { runDay } from '../../scripts/day/run-day.ts';

/**
 * A store with a simulated day in it, to be killed in the middle. Loads everything, says `ready`, and begins when it
 * is told where. Every command that was answered (`a <id>`) and every row that was shown (`s <seq>`) is written to
 * stdout before anything else happens: what stands there, people rely on.
 */
export interface DayOrder {
  dataDir: string;
  seed: number;
  /** UTC ms. */
  fromAt: number;
}

function tell(line: string): void {
  writeSync(1, `${line}\n`);
}

function fail(error: unknown): never {
  tell(`! ${error instanceof Error ? error.stack : String(error)}`.replaceAll('\n', ' | '));
  process.exit(1);
}

process.once('message', ({ dataDir, seed, fromAt }: DayOrder) => {
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => fail((facts as { err?: unknown }).err) };
  const onActed = (commandId: string) => tell(`a ${commandId}`);
  const onSeen = (seq: number) => tell(`s ${seq}`);
  runDay({ dataDir, seed, fromAt, log, onActed, onSeen }).then(() => process.exit(0), fail);
});
process.on('disconnect', () => process.exit(1));
tell('ready');
