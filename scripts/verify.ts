import { join } from 'node:path';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { verifyStore } from '../db/verify.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';

/** `npm run verify -- --data DIR [--json]`: exit 0 when the books fit, 1 when not, 2 for wrong arguments. */

const { data, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['data']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  return { data: values.data, json };
});

function run(): number {
  try {
    const result = verifyStore(join(data, 'store.sqlite'));
    if (json) console.log(JSON.stringify(result));
    else {
      for (const { code, message } of result.problems) console.log(`${code}: ${message}`);
      const { journalRows, tables, rows } = result.checked;
      const verdict = result.ok ? 'The books fit' : 'The books do not fit';
      console.log(`${verdict}: ${journalRows} journal rows, ${rows} rows in ${tables} tables checked.`);
    }
    return result.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const text = databaseErrorTexts[error.code];
    console.error(`${error.code}: ${text['zh-CN']} / ${text.en}`);
    return error.code === 'FILE_NOT_FOUND' ? 2 : 1;
  }
}

process.exitCode = run();
