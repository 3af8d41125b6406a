import { writeSync } from 'node:fs';
import path from 'node:path';
import { type Logger, multistream, pino, stdTimeFunctions } from 'pino';
import { LogFiles } from './log-files.ts';

/** Never written, wherever they stand in an object. */
const secrets = [
  'pin',
  'token',
  'stationToken',
  'sessionToken',
  'session',
  'station',
  'code',
  'key',
  'scbk',
  'json',
  'authorization',
  'cookie',
];

const stderrHandle = 2;

/** Whoever started the program may have closed the other end: then nobody reads it, and nothing else happens. */
const screen = {
  write(line: string): void {
    try {
      writeSync(stderrHandle, line);
    } catch {
      // It stands in the file.
    }
  },
};

/**
 * The program's log: one file a day in `<dataDir>/logs` as JSON lines, and errors on stderr too. Files older than
 * thirty days go. A log that cannot be written leaves lines out and stops nothing.
 */
export function openLog(dataDir: string, now: () => Date): Logger {
  return pino(
    {
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '…' },
    },
    multistream([
      { level: 'info', stream: new LogFiles(path.join(dataDir, 'logs'), now) },
      { level: 'error', stream: screen },
    ]),
  );
}
