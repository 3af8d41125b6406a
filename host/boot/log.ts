import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { destination, type Logger, multistream, pino, stdTimeFunctions } from 'pino';

/** Days of log files that are kept. */
const keptDays = 30;

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

/**
 * The program's log: one file a day in `<dataDir>/logs` as JSON lines, and errors on stderr too.
 * Files older than thirty days go.
 */
export function openLog(dataDir: string, now: Date): Logger {
  const folder = path.join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOld(folder, now);
  const file = destination({
    dest: path.join(folder, `${now.toISOString().slice(0, 10)}.log`),
    sync: true,
    mode: 0o600,
  });
  return pino(
    {
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '…' },
    },
    multistream([
      { level: 'info', stream: file },
      { level: 'error', stream: process.stderr },
    ]),
  );
}

function removeOld(folder: string, now: Date): void {
  const oldest = new Date(now.getTime() - keptDays * 86_400_000).toISOString().slice(0, 10);
  for (const name of readdirSync(folder)) {
    if (/^\d{4}-\d{2}-\d{2}\.log$/.test(name) && name.slice(0, 10) < oldest)
      rmSync(path.join(folder, name), { force: true });
  }
}
