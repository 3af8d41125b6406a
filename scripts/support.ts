import { existsSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DatabaseError } from '../db/engine/error.ts';
import { writeWhole } from '../db/engine/whole-file.ts';
import { StoreReader } from '../db/store-reader.ts';
import { supportBundle } from '../host/support/bundle.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { isAgreed } from './common/asking.ts';
import { toldInOneLine } from './common/database-outcome.ts';

/**
 * `npm run support -- --data DIR --out FILE [--yes] [--json]`: what somebody who helps from afar needs (a packed JSON
 * file), also while the store is open; no names, PINs, cards or keys. Says what is in it and asks, or takes `--yes`;
 * `--show` prints all of it and saves nothing. Exit 0; 1 where it cannot be made; 2 for wrong arguments, or nobody agreed.
 */

const { data, out, has, json } = orUsage(() => {
  const { values, has, json } = argumentsOf(process.argv.slice(2), ['data', 'out'], ['show', 'yes']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  if (values.out === undefined && !has.has('show')) {
    throw new ArgumentError('--out FILE or --show is needed / 请给出 --out 文件 或 --show');
  }
  return { data: path.resolve(values.data), out: values.out ?? null, has, json };
});

process.exitCode = await toldInOneLine(async () => {
  const file = path.join(data, 'store.sqlite');
  if (!existsSync(file)) throw new DatabaseError('FILE_NOT_FOUND', { path: file });
  const reader = StoreReader.open(file);
  let bundle: ReturnType<typeof supportBundle>;
  try {
    const { site } = reader.state.site;
    bundle = supportBundle({ dataDir: data, read: reader.read, site, now: Date.now(), running: {} });
  } finally {
    reader.close();
  }
  if (has.has('show') || out === null) {
    for (const { name, text } of bundle.sections) console.log(`── ${name}\n${text}`);
    return 0;
  }
  const names = bundle.sections.map(({ name, text }) => `${name} (${text.length})`).join(', ');
  if (!has.has('yes') && !(await isAgreed(`${names}；--show 可先看 / --show shows it`, '保存？/ Save it?'))) return 2;
  writeWhole(path.resolve(out), gzipSync(JSON.stringify(bundle)));
  console.log(json ? JSON.stringify({ file: path.resolve(out), sections: bundle.sections.length }) : path.resolve(out));
  return 0;
});
