import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { DataFolder } from '../../host/doors/boot/data-folder.ts';
import { SignIn } from '../../host/people/sign-in.ts';
import { temporaryDirectory } from '../db/files.ts';
import { misfits, ShopDay } from '../db/shop-day.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/pin.ts');
const pin = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });

function closedStore(): string {
  const data = temporaryDirectory();
  const day = new ShopDay(StoreDatabase.open(path.join(data, 'store.sqlite')));
  day.importSite();
  day.db.close();
  return data;
}

test('whoever has the computer gives a manager a PIN, and the journal says so', async () => {
  const data = closedStore();
  const { status, stdout } = pin('--data', data, '--staff', 'M02', '--json');
  const given = JSON.parse(stdout) as { staffNo: string; pin: string };
  expect([status, given.staffNo]).toEqual([0, 'M02']);
  const file = path.join(data, 'store.sqlite');
  const db = StoreDatabase.open(file);
  const people = new SignIn({ db, now: () => Date.now(), elapsed: () => 0, newId: () => 'x', record: () => {} });
  const screen = { stationId: 'desk', isOwn: true, sessionToken: null };
  expect(await people.withPin(screen, 'M02', given.pin)).toMatchObject({ staffNo: 'M02', role: 'manager' });
  const last = db.read.get('SELECT type, station, payload FROM journal ORDER BY seq DESC LIMIT 1');
  const { payload, ...row } = last as { payload: string };
  expect(row).toEqual({ type: 'staff.pinSet', station: 'computer' });
  const mark = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(JSON.parse(payload)).toEqual({ staffNo: 'M02', role: 'manager', mark });
  db.close();
  expect(misfits(verifyStore(file))).toEqual([]);
});

test('nobody else, no other store, and none that is open', async () => {
  const data = closedStore();
  expect(pin('--data', data, '--staff', 'R01').stderr).toMatch(/^NOT_ALLOWED: /);
  expect(pin('--data', data, '--staff', 'X99').stderr).toMatch(/^STAFF_UNKNOWN: /);
  expect([pin('--data', data).status, pin('--data', temporaryDirectory(), '--staff', 'M01').status]).toEqual([2, 2]);
  const folder = await DataFolder.take(data);
  const { status, stderr } = pin('--data', data, '--staff', 'M01');
  await folder.release();
  expect([status, stderr]).toEqual([1, expect.stringContaining('in use by another process')]);
});
