import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../core/error-texts.ts';
import { StoreError } from '../core/kernel/error.ts';
import { siteError } from '../core/model/site/errors.ts';
import { policyFileSchema, versionsOf } from '../core/what-if/policy-file.ts';
import type { WhatIfResult } from '../core/what-if/what-if.ts';
import { Connection } from '../db/engine/connection.ts';
import { DatabaseError, databaseErrorTexts } from '../db/engine/error.ts';
import { SiteCache } from '../db/parts/site/site-cache.ts';
import { schema } from '../db/parts.ts';
import { lookBack } from '../host/parts/rotation/look-back.ts';
import { checkPeriod } from '../host/parts/rotation/rotation-desk.ts';
import { ArgumentError, argumentsOf } from './common/arguments.ts';

/**
 * `npm run whatif -- --data DIR --policy FILE --from DATE --to DATE [--json]`: past trading days under another policy,
 * side by side with what they were. Reads only, beside a running store. Exit 0 with an answer, 2 for wrong arguments,
 * 1 where the store cannot be read.
 */
const usage = 'whatif --data DIR --policy FILE --from YYYY-MM-DD --to YYYY-MM-DD [--json]';
const example = '{"preset": "fewest-clocks-first"}, {"rotation": [{"group": "foot", "effects": {…}}]}';

/** Throws ArgumentError, StoreError (a period that makes no sense). */
function questionOf(line: readonly string[]) {
  const { values, json } = argumentsOf(line, ['data', 'policy', 'from', 'to']);
  const { data, policy, from, to } = values;
  if (!data || !policy || !from || !to) throw new ArgumentError(`usage / 用法：${usage}\nFILE: ${example}`);
  const file = policyFileSchema.safeParse(jsonOf(policy));
  if (!file.success) {
    const [issue] = file.error.issues;
    throw new ArgumentError(`${policy}: ${issue?.path.join('.')} ${issue?.message}`);
  }
  checkPeriod(from, to);
  return { data, file: file.data, from, to, json };
}

function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ArgumentError(`--policy: cannot be read as JSON / 无法读取：${(error as Error).message}`);
  }
}

async function run(): Promise<void> {
  const { data, file, from, to, json } = questionOf(process.argv.slice(2));
  const connection = Connection.openReadOnly(join(data, 'store.sqlite'), schema);
  try {
    const site = new SiteCache().current(connection.read);
    if (!site) throw siteError('STORE_NOT_SET_UP');
    const versions = versionsOf(
      file,
      site.site.groups.map(({ code }) => code),
    );
    const result = await lookBack({ read: connection.read, question: { fromDate: from, toDate: to, versions } });
    if (!result) return;
    console.log(json ? JSON.stringify(result) : tableOf(result));
  } finally {
    connection.close();
  }
}

function tableOf({ fromDate, toDate, technicians, lost, gained }: WhatIfResult): string {
  const row = (cells: readonly (string | number)[]) => cells.map((cell) => String(cell).padStart(9)).join(' ');
  return [
    `${fromDate} – ${toDate}`,
    row(['No.', 'clocks', 'then', 'turns', 'then', 'pay', 'then']),
    ...technicians.map(({ technicianNo, before, after }) => {
      const pay = [before.payMinor / 100, after.payMinor / 100].map((amount) => amount.toFixed(2));
      return row([technicianNo, before.clocks, after.clocks, before.turns, after.turns, ...pay]);
    }),
    `Not served any more: ${lost}; served in addition: ${gained}`,
  ].join('\n');
}

try {
  await run();
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(error.message);
    process.exitCode = 2;
  } else if (error instanceof StoreError) {
    const { code, context } = error;
    console.error(`${code}: ${errorText(code, 'zh-CN', context)} / ${errorText(code, 'en', context)}`);
    process.exitCode = 2;
  } else if (error instanceof DatabaseError) {
    const text = databaseErrorTexts[error.code];
    console.error(`${error.code}: ${text['zh-CN']} / ${text.en}`);
    process.exitCode = 1;
  } else throw error;
}
