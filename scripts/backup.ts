import { existsSync } from 'node:fs';
import path from 'node:path';
import { businessDateOf } from '../core/kernel/time.ts';
import { DatabaseError } from '../db/engine/error.ts';
import { StoreReader } from '../db/store-reader.ts';
import { defaultKeep } from '../host/safekeeping/copies.ts';
import { keepCopy, keepRows } from '../host/safekeeping/keep.ts';
import { placesIn } from '../host/safekeeping/named-places.ts';
import { placesOf } from '../host/safekeeping/places.ts';
import { StateFile } from '../host/safekeeping/state-file.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { toldInOneLine } from './common/database-outcome.ts';

/**
 * `npm run backup -- --data DIR [--second DIR] [--json]`: a proved copy of a store, and what its journal has behind it,
 * into `DIR/backups` and the second place, also while it runs; as the store does every night by itself. Exit 0 and the
 * copy's path, 1 where it cannot be made, 2 for wrong arguments.
 */

const { data, second, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['data', 'second']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  return { data: path.resolve(values.data), second: values.second && path.resolve(values.second), json };
});

async function run(): Promise<number> {
  const named = placesIn(data);
  const places = placesOf(data, { beaconFolder: null, secondPlace: second ?? named.second ?? null });
  if (!existsSync(places.file)) throw new DatabaseError('FILE_NOT_FOUND', { path: places.file });
  const at = Date.now();
  const { sheet } = new StateFile(data).state;
  keepRows({ places, after: null, publicKey: sheet?.publicKey ?? null });
  const keep = { ...defaultKeep, ...named.keep };
  const copy = await keepCopy({ places, at, businessDate: businessDateIn(places.file, at), keep, byHand: true });
  console.log(json ? JSON.stringify({ copy: copy.path, head: copy.head }) : copy.path);
  if (!sheet) {
    console.error(
      'names of guests, PINs and keys are not in it: there is no recovery sheet yet, make one on the screen “Backups” / 没有恢复单，客人资料、密码和密钥不在备份里，请在“备份”页打印恢复单',
    );
  }
  return 0;
}

function businessDateIn(file: string, at: number): string {
  const reader = StoreReader.open(file);
  try {
    const { timeZone, businessDayStartsAt } = reader.state.site.site.store;
    return businessDateOf(at, timeZone, businessDayStartsAt);
  } finally {
    reader.close();
  }
}

process.exitCode = await toldInOneLine(run);
