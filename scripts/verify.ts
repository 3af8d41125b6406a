import { join } from 'node:path';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { type PaperHead, verifyStore } from '../db/verify.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';

/**
 * `npm run verify -- --data DIR [--head SEQ:HASH] [--json]`: exit 0 when the books fit, 1 when not, 2 for wrong
 * arguments. `--head`: what stands on a bill or a sheet; then the file must be the one it was printed from.
 */

const { data, papers, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['data', 'head']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  return { data: values.data, papers: values.head === undefined ? [] : [paperHead(values.head)], json };
});

function paperHead(text: string): PaperHead {
  const [, seq, hash] = /^(\d{1,15})[:：]([0-9a-f]{16,64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (!seq || !hash)
    throw new ArgumentError('--head: as on the paper, 1234:0123456789abcdef / --head：按纸上的样子输入');
  return { seq: Number(seq), hash };
}

function run(): number {
  try {
    const result = verifyStore(join(data, 'store.sqlite'), undefined, papers);
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
