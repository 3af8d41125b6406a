import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DatabaseError, databaseErrorTexts } from '../db/error.ts';
import { verifyStore } from '../db/verify.ts';

/** `npm run verify -- --data DIR [--json]`: exit 0 when the books fit, 1 when not, 2 for wrong arguments. */

function argumentsOf(): { data: string; json: boolean } | null {
  try {
    const { values } = parseArgs({ options: { data: { type: 'string' }, json: { type: 'boolean', default: false } } });
    return values.data ? { data: values.data, json: values.json } : null;
  } catch {
    return null;
  }
}

function run(): number {
  const args = argumentsOf();
  if (!args) {
    console.error('Usage: verify --data DIR [--json]');
    return 2;
  }
  try {
    const result = verifyStore(join(args.data, 'store.sqlite'));
    if (args.json) console.log(JSON.stringify(result));
    else {
      for (const { code, message } of result.problems) console.log(`${code}: ${message}`);
      const { journalRows, tables, rows } = result.checked;
      const verdict = result.ok ? 'The books fit' : 'The books do not fit';
      console.log(`${verdict}: ${journalRows} journal rows, ${rows} rows in ${tables} tables checked.`);
    }
    return result.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    console.error(`${error.code}: ${databaseErrorTexts[error.code].en}`);
    return error.code === 'FILE_NOT_FOUND' ? 2 : 1;
  }
}

process.exitCode = run();
