import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { StoreError } from '../core/error.ts';
import { errorText } from '../core/error-texts.ts';
import { policyFileSchema, versionsOf } from '../core/rotation/what-if/policy-file.ts';
import type { WhatIfResult } from '../core/rotation/what-if/what-if.ts';
import { Connection } from '../db/connection.ts';
import { DatabaseError, databaseErrorTexts } from '../db/error.ts';
import { SiteCache } from '../db/site-cache.ts';
import { checkPeriod } from '../host/rotation-desk.ts';
import { lookBack } from '../host/whatif/look-back.ts';

/**
 * `npm run whatif -- --data DIR --policy FILE --from DATE --to DATE [--json]`: past trading days under another policy,
 * side by side with what they were. Reads only, beside a running store. Exit 0 with an answer, 2 for wrong arguments,
 * 1 where the store cannot be read.
 */
const usage =
  'Usage: whatif --data DIR --policy FILE --from YYYY-MM-DD --to YYYY-MM-DD [--json]\n' +
  'FILE: {"preset": "fewest-clocks-first"} or {"rotation": [{"group": "foot", "effects": {…}}]}';

class ArgumentError extends Error {}

function argumentsOf() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        policy: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const { data, policy, from, to, json } = values;
    if (!data || !policy || !from || !to) throw new ArgumentError(usage);
    const file = policyFileSchema.safeParse(JSON.parse(readFileSync(policy, 'utf8')));
    if (!file.success) {
      const [issue] = file.error.issues;
      throw new ArgumentError(`${policy}: ${issue?.path.join('.')} ${issue?.message}`);
    }
    checkPeriod(from, to);
    return { data, file: file.data, from, to, json };
  } catch (error) {
    if (error instanceof StoreError) throw new ArgumentError(errorText(error.code, 'en', error.context));
    throw new ArgumentError(error instanceof Error ? error.message : usage);
  }
}

async function run(): Promise<void> {
  const { data, file, from, to, json } = argumentsOf();
  const connection = Connection.openReadOnly(join(data, 'store.sqlite'));
  try {
    const site = new SiteCache().current(connection.read);
    if (!site) throw new ArgumentError('The store has not been set up');
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
  } else if (error instanceof DatabaseError) {
    console.error(`${error.code}: ${databaseErrorTexts[error.code].en}`);
    process.exitCode = 1;
  } else throw error;
}
