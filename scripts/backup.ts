import { existsSync } from 'node:fs';
import path from 'node:path';
import { businessDateOf } from '../core/kernel/time.ts';
import { DatabaseError } from '../db/engine/error.ts';
import { StoreReader } from '../db/store-reader.ts';
import { defaultBeaconFolder } from '../host/doors/boot/start-options.ts';
import { defaultKeep } from '../host/safekeeping/copies.ts';
import { keepCopy, keepRows } from '../host/safekeeping/keep.ts';
import { placesIn } from '../host/safekeeping/named-places.ts';
import { type Places, placesOf } from '../host/safekeeping/places.ts';
import { StateFile } from '../host/safekeeping/state-file.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';
import { isAgreed } from './common/asking.ts';
import { toldInOneLine } from './common/database-outcome.ts';
import { leaveIn, takeMoveBack } from './common/moved-store.ts';

/**
 * `npm run backup -- --data DIR [--second DIR] [--json]`: a proved copy of a store, and what its journal has behind it,
 * into `DIR/backups` and the second place, also while it runs; as the store does every night by itself. Exit 0 and the
 * copy's path, 1 where it cannot be made, 2 for wrong arguments.
 *
 * `--move FILE`: the store leaves for another computer in that one file, sealed under the recovery sheet, and records
 * nothing more here; it must be closed, and asks first, or takes `--yes`. `--take-back`: it stays after all, where that
 * file was opened nowhere.
 */

const { data, second, move, has, json } = orUsage(() => {
  const { values, has, json } = argumentsOf(process.argv.slice(2), ['data', 'second', 'move'], ['take-back', 'yes']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  const { second, move } = values;
  return { data: path.resolve(values.data), second: second && path.resolve(second), move, has, json };
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

function placesHere(): Places {
  const secondPlace = second ?? placesIn(data).second ?? null;
  return placesOf(data, { beaconFolder: secondPlace ?? defaultBeaconFolder(process.env), secondPlace });
}

async function leave(file: string): Promise<number> {
  const places = placesHere();
  if (existsSync(file)) throw new ArgumentError(`${file} is there already / 文件已存在`);
  const question = `${data}：搬家后这台电脑不再记账，只能由经理取消 / the store records nothing more here once it has left`;
  if (!has.has('yes') && !(await isAgreed(question, '要搬家吗？/ Move it?'))) return 2;
  const made = await leaveIn(path.resolve(file), places);
  console.log(json ? JSON.stringify(made) : made.file);
  return 0;
}

async function stay(): Promise<number> {
  const question = `${data}：搬家文件没有在任何电脑上打开过？/ was the file of the move opened nowhere?`;
  if (!has.has('yes') && !(await isAgreed(question, '取消搬家？/ Take the move back?'))) return 2;
  await takeMoveBack(placesHere());
  console.log(json ? '{}' : '已取消搬家，门店照常营业 / the move was taken back');
  return 0;
}

process.exitCode = await toldInOneLine(() => {
  if (has.has('take-back')) return stay();
  return move === undefined ? run() : leave(move);
});
