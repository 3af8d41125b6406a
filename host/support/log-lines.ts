import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';

/** Of the last files so many bytes each. */
const newestFiles = 3;
const mostBytes = 400_000;
const maxText = 300;

/** A code of ours or of the system: capitals and underscores. */
const code = /^[A-Z][A-Z0-9_]{2,60}$/;
/** Where in the program it was: nothing of that line is anybody's words. */
const frame =
  /^\s*at (?:[\w.<>#$ [\]]+ )?\(?(?:file:\/\/|node:)?\S*?((?:core|db|hardware|host|electron|scripts|node_modules|dist)\/[\w./@-]+:\d+|node:[\w/]+:\d+)/;

/** The newest lines of a store's log, the oldest first, as JSON; each with nothing but what the program itself wrote. */
export function logLines(dataDir: string): string[] {
  const folder = path.join(dataDir, 'logs');
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /^\d{4}-\d{2}-\d{2}\.log$/.test(name));
  } catch {
    return [];
  }
  return names
    .toSorted()
    .slice(-newestFiles)
    .flatMap((name) => endOf(path.join(folder, name)).split('\n'))
    .flatMap((line) => cleanLine(line));
}

/** Numbers, yes and no, codes, and the program's own sentence; of an error its code and where in the program it was. */
function cleanLine(line: string): string[] {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof said !== 'object' || said === null) return [];
  const { time, msg, err, level, ...facts } = said as Record<string, unknown>;
  const isTime = typeof time === 'string' && !Number.isNaN(Date.parse(time));
  const kept = Object.entries(facts).filter(([name, value]) => /^[a-zA-Z]{1,30}$/.test(name) && isPlain(value));
  return [
    JSON.stringify({
      ...(isTime ? { time: new Date(time).toISOString() } : {}),
      ...(typeof level === 'number' ? { level } : {}),
      ...Object.fromEntries(kept),
      // Without a sentence of its own a line has that of the error, in which anything may stand.
      ...(typeof msg === 'string' && isOwnSentence(msg, err) ? { msg } : {}),
      ...(err === undefined ? {} : { err: cleanError(err) }),
    }),
  ];
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  // A long number may be a phone's or a card's.
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) < 10_000_000;
  return typeof value === 'string' && code.test(value);
}

/** Sentences of the program are in its English, and name nothing: what they are about stands beside them. */
function isOwnSentence(msg: string, err: unknown): boolean {
  const ofError = typeof err === 'object' && err !== null && 'message' in err ? err.message : null;
  return msg !== ofError && /^[a-z][a-z ,.:’'()-]{3,120}$/i.test(msg);
}

function cleanError(err: unknown): object {
  if (typeof err !== 'object' || err === null) return {};
  const { type, code: told, stack } = err as Record<string, unknown>;
  const frames = typeof stack === 'string' ? stack.slice(0, 20_000).split('\n') : [];
  const at = frames.flatMap((one) => frame.exec(one)?.[1]?.slice(0, maxText) ?? []);
  return {
    ...(typeof type === 'string' && /^[A-Za-z]{1,40}$/.test(type) ? { type } : {}),
    ...(typeof told === 'string' && code.test(told) ? { code: told } : {}),
    at,
  };
}

function endOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, mostBytes));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    // The first line may be cut.
    return size > bytes.length ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    closeSync(handle);
  }
}
