import { randomInt, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { errorText } from '../core/error-texts.ts';
import { StoreError } from '../core/kernel/error.ts';
import { staffError } from '../core/model/staff/errors.ts';
import { mayDo } from '../core/model/staff/permissions.ts';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { StoreDatabase } from '../db/store-database.ts';
import { StartError, startErrorText } from '../host/contract/start-error.ts';
import { DataFolder } from '../host/doors/boot/data-folder.ts';
import { SignIn } from '../host/people/sign-in.ts';
import { CommandExecutor } from '../host/store/executor.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';

/**
 * `npm run pin -- --data DIR --staff NO [--json]`: gives a manager a new PIN where no manager can sign in any more, and
 * prints it once. For whoever may write the data folder; the store must be closed. It stands in the journal (station
 * `computer`), and that person is signed out everywhere. Exit 0, 1 where it cannot be given, 2 for wrong arguments.
 */

const station = 'computer';

const { data, staffNo, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['data', 'staff']);
  if (values.data === undefined) throw new ArgumentError('--data DIR is needed / 请给出 --data 数据目录');
  if (values.staff === undefined) throw new ArgumentError('--staff NO is needed / 请给出 --staff 工号');
  return { data: values.data, staffNo: values.staff, json };
});

/** Gives the new PIN. Throws STORE_NOT_SET_UP, STAFF_UNKNOWN, NOT_ALLOWED. */
async function givePin(db: StoreDatabase): Promise<string> {
  const staff = db.state.site.staff.get(staffNo);
  if (!staff) throw staffError('STAFF_UNKNOWN', { staffNo });
  if (!mayDo(staff.role, 'staff.pin')) throw staffError('NOT_ALLOWED', { permission: 'staff.pin' });
  const now = () => Date.now();
  const executor = new CommandExecutor({ db, now, newId: randomUUID, onCommitted: () => {} });
  const people = new SignIn({
    ...{ db, now, newId: randomUUID },
    elapsed: () => performance.now(),
    record: (name, said, actor, at) =>
      void executor.execute(randomUUID(), name, said, { actor, station: at, sender: 'store' }),
  });
  const pin = String(randomInt(0, 1_000_000)).padStart(6, '0');
  await people.givePin(staffNo, pin, station);
  return pin;
}

async function run(): Promise<number> {
  const file = path.join(data, 'store.sqlite');
  let folder: DataFolder | null = null;
  try {
    if (!existsSync(file)) throw new DatabaseError('FILE_NOT_FOUND', { path: file });
    folder = await DataFolder.take(data);
    const db = StoreDatabase.open(file);
    try {
      const pin = await givePin(db);
      console.log(json ? JSON.stringify({ staffNo, pin }) : `${staffNo}: ${pin}`);
    } finally {
      db.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof StoreError) {
      const { code, context } = error;
      console.error(`${code}: ${errorText(code, 'zh-CN', context)} / ${errorText(code, 'en', context)}`);
    } else if (error instanceof DatabaseError) {
      const text = databaseErrorTexts[error.code];
      console.error(`${error.code}: ${text['zh-CN']} / ${text.en}`);
    } else if (error instanceof StartError) console.error(startErrorText(error));
    else throw error;
    return error instanceof DatabaseError && error.code === 'FILE_NOT_FOUND' ? 2 : 1;
  } finally {
    await folder?.release();
  }
}

process.exitCode = await run();
