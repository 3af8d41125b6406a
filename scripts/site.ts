import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { errorText } from '../core/error-texts.ts';
import { StoreError } from '../core/kernel/error.ts';
import { textOfFile } from '../core/kernel/file-text.ts';
import type { Language } from '../core/kernel/money.ts';
import { isWeighty, weightyFirst } from '../core/model/site/change-lines.ts';
import { lineOfChange, rightWords } from '../core/model/site/change-words.ts';
import { parseSite } from '../core/rules/site/parse.ts';
import { problemLine } from '../core/rules/site/problem-words.ts';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { StoreDatabase } from '../db/store-database.ts';
import { StartError, startErrorText } from '../host/contract/start-error.ts';
import { DataFolder } from '../host/doors/boot/data-folder.ts';
import { TerminalKeys } from '../host/secrets/terminal-keys.ts';
import { differenceFromFile } from '../host/setup/compare-file.ts';
import type { ExportOf } from '../host/setup/service.ts';
import { exportSite } from '../host/setup/site-files.ts';
import { CommandExecutor } from '../host/store/executor.ts';
import { defaultsPage, pageWithDefaults } from './common/defaults-table.ts';

const usage = `usage:
  npm run site -- check FILE [--language zh-CN|en]
                                                what is wrong with a site file (exit status 1 if anything is)
  npm run site -- defaults                      writes what holds where a file leaves something out into docs/site-file.md
  npm run site -- compare FILE --data DIR [--language zh-CN|en]
                                                what a file would change in a store, line by line; changes nothing: a file is
                                                taken over on the screen “Devices”, by somebody who may (exit status 1: it
                                                changes something)
  npm run site -- export --data DIR [--cards] [--keys]
                                                the site file of a store, on stdout; with cards or the terminals' keys
                                                the store must be closed, and its journal says so
`;

process.exitCode = await run();

async function run(): Promise<number> {
  const args = readArguments();
  const [action, file, ...more] = args?.positionals ?? [];
  const language = args?.values.language === 'zh-CN' ? 'zh-CN' : 'en';
  const { data, keys: withKeys = false, cards: withCards = false } = args?.values ?? {};
  if (action === 'check' && file !== undefined && more.length === 0) return check(file, language);
  if (action === 'defaults' && file === undefined) return writeDefaults();
  if (action === 'compare' && file !== undefined && more.length === 0 && data !== undefined)
    return compare(file, data, language);
  if (action === 'export' && file === undefined && data !== undefined)
    return exportStore(data, { withKeys, withCards });
  process.stderr.write(usage);
  return 2;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        keys: { type: 'boolean' },
        cards: { type: 'boolean' },
        language: { type: 'string' },
      },
      allowPositionals: true,
    });
  } catch {
    return null;
  }
}

function check(file: string, language: Language): number {
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
  for (const problem of parsed.problems) process.stdout.write(`${problemLine(problem, language)}\n`);
  return 1;
}

function writeDefaults(): number {
  writeFileSync(defaultsPage, pageWithDefaults(readFileSync(defaultsPage, 'utf8')));
  process.stdout.write(`${defaultsPage}\n`);
  return 0;
}

/** Reading does not disturb a store that is running. */
function compare(file: string, dataDir: string, language: Language): number {
  const books = path.join(dataDir, 'store.sqlite');
  if (!existsSync(books)) return fail(`${books}: ${databaseErrorTexts.FILE_NOT_FOUND.en}`);
  let text: string;
  try {
    text = textOfFile(readFileSync(file)) ?? '';
  } catch (error) {
    return fail(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  let db: StoreDatabase;
  try {
    db = StoreDatabase.open(books);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return fail(`${books}: ${error.code}: ${databaseErrorTexts[error.code].en}`);
  }
  try {
    if (!db.isSetUp) return fail(`${dataDir}: the store is not set up yet`);
    const changes = weightyFirst(differenceFromFile(db, TerminalKeys.open(dataDir), text));
    const { currency } = db.state.site.site.store;
    for (const change of changes) {
      const mark = isWeighty(change) ? '!' : ' ';
      process.stdout.write(
        `${mark} [${rightWords[change.right][language]}] ${lineOfChange(change, language, currency)}\n`,
      );
    }
    return changes.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return fail(`${file}: ${error.code}: ${errorText(error.code, language, error.context)}`);
  } finally {
    db.close();
  }
}

/** Without cards and keys also from a store that is running: reading does not disturb it. */
async function exportStore(dataDir: string, what: ExportOf): Promise<number> {
  const file = path.join(dataDir, 'store.sqlite');
  if (!existsSync(file)) return fail(`${file}: ${databaseErrorTexts.FILE_NOT_FOUND.en}`);
  const isTold = what.withKeys || what.withCards;
  let folder: DataFolder | null = null;
  try {
    folder = isTold ? await DataFolder.take(dataDir) : null;
    const db = StoreDatabase.open(file);
    try {
      if (!db.isSetUp) return fail(`${dataDir}: the store is not set up yet`);
      const text = exportSite(db, TerminalKeys.open(dataDir), what);
      if (isTold) tell(db, what);
      process.stdout.write(text);
      return 0;
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof StartError) return fail(startErrorText(error));
    if (!(error instanceof DatabaseError)) throw error;
    return fail(`${file}: ${error.code}: ${databaseErrorTexts[error.code].en}`);
  } finally {
    await folder?.release();
  }
}

/** In the journal, before the file is given out. */
function tell(db: StoreDatabase, what: ExportOf): void {
  const executor = new CommandExecutor({ db, now: () => Date.now(), newId: randomUUID, onCommitted: () => {} });
  const origin = { actor: 'system', station: 'computer', sender: 'store' } as const;
  executor.execute(randomUUID(), 'site.recordExport', what, origin);
}

function fail(line: string): number {
  process.stderr.write(`clockroom: ${line}\n`);
  return 2;
}
