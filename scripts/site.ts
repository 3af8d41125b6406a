import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { textOfFile } from '../core/kernel/file-text.ts';
import { describeProblem, parseSite } from '../core/rules/site/parse.ts';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { StoreDatabase } from '../db/store-database.ts';
import { TerminalKeys } from '../host/secrets/terminal-keys.ts';
import { exportSite } from '../host/setup/site-files.ts';
import { defaultsPage, pageWithDefaults } from './common/defaults-table.ts';

const usage = `usage:
  npm run site -- check FILE                    what is wrong with a site file (exit status 1 if anything is)
  npm run site -- defaults                      writes what holds where a file leaves something out into docs/site-file.md
  npm run site -- export --data DIR [--keys]    the site file of a store, on stdout; --keys: with the terminals' keys
`;

process.exitCode = run();

function run(): number {
  const args = readArguments();
  const [action, file, ...more] = args?.positionals ?? [];
  const { data, keys = false } = args?.values ?? {};
  if (action === 'check' && file !== undefined && more.length === 0) return check(file);
  if (action === 'defaults' && file === undefined) return writeDefaults();
  if (action === 'export' && file === undefined && data !== undefined) return exportStore(data, keys);
  process.stderr.write(usage);
  return 2;
}

function readArguments() {
  try {
    return parseArgs({ options: { data: { type: 'string' }, keys: { type: 'boolean' } }, allowPositionals: true });
  } catch {
    return null;
  }
}

function check(file: string): number {
  let text: string;
  try {
    text = textOfFile(readFileSync(file)) ?? '';
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = parseSite(text);
  if (parsed.ok) {
    process.stdout.write(`${file}: ok\n`);
    return 0;
  }
  for (const problem of parsed.problems) process.stdout.write(`${describeProblem(problem)}\n`);
  return 1;
}

function writeDefaults(): number {
  writeFileSync(defaultsPage, pageWithDefaults(readFileSync(defaultsPage, 'utf8')));
  process.stdout.write(`${defaultsPage}\n`);
  return 0;
}

/** Also from a store that is running: reading does not disturb it. */
function exportStore(dataDir: string, withKeys: boolean): number {
  const file = path.join(dataDir, 'store.sqlite');
  if (!existsSync(file)) return fail(`${file}: ${databaseErrorTexts.FILE_NOT_FOUND.en}`);
  try {
    const db = StoreDatabase.open(file);
    try {
      if (!db.isSetUp) return fail(`${dataDir}: the store is not set up yet`);
      process.stdout.write(exportSite(db, TerminalKeys.open(dataDir), withKeys));
      return 0;
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return fail(`${file}: ${error.code}: ${databaseErrorTexts[error.code].en}`);
  }
}

function fail(line: string): number {
  process.stderr.write(`clockroom: ${line}\n`);
  return 2;
}
