import { existsSync } from 'node:fs';
import path from 'node:path';
import { backUp } from '../db/engine/backup.ts';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { StoreDatabase } from '../db/store-database.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';

/**
 * `npm run backup -- --data DIR [--json]`: copies a store and its keys into `DIR/backups`, also while it runs; of the
 * store the newest fourteen copies stay, of the keys one. Exit 0 and the copy's path, 1 where it cannot be made, 2 for
 * wrong arguments.
 */

const { data, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['data']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  return { data: values.data, json };
});

async function run(): Promise<number> {
  const file = path.join(data, 'store.sqlite');
  try {
    if (!existsSync(file)) throw new DatabaseError('FILE_NOT_FOUND', { path: file });
    const db = StoreDatabase.open(file);
    try {
      const copy = await backUp(db, data, Date.now());
      console.log(json ? JSON.stringify({ copy }) : copy);
    } finally {
      db.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const text = databaseErrorTexts[error.code];
    console.error(`${error.code}: ${text['zh-CN']} / ${text.en}`);
    return error.code === 'FILE_NOT_FOUND' ? 2 : 1;
  }
}

process.exitCode = await run();
