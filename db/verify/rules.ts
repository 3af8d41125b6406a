import type { ReadHandle, SqlValue } from '../engine/connection.ts';
import type { Problems } from '../engine/problems.ts';
import type { BookRule } from '../engine/proof.ts';
import type { BookProblem } from './problems.ts';

/** SQLite's own checks of the file. */
export const fileRules: readonly BookRule<BookProblem>[] = [
  {
    code: 'FOREIGN_KEY_BROKEN',
    sql: 'SELECT "table", rowid, parent FROM pragma_foreign_key_check',
  },
  {
    code: 'FILE_DAMAGED',
    sql: `SELECT integrity_check AS message FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
  },
];

/** Names what breaks one of the rules among rows that have changed; `changed` gives the keys of a table's. */
export function checkRulesOfRows<Code extends string>(
  read: ReadHandle,
  rules: readonly BookRule<Code>[],
  changed: (table: string) => Iterable<readonly SqlValue[]>,
  problems: Problems<Code>,
): void {
  for (const rule of rules) {
    if (!rule.ofRow) {
      checkRules(read, [rule], problems);
      continue;
    }
    for (const key of changed(rule.ofRow.table)) {
      for (const context of read.all<Record<string, SqlValue>>(rule.ofRow.sql, ...key))
        problems.add(rule.code, context);
    }
  }
}

/** Names everything that breaks one of the rules. */
export function checkRules<Code extends string>(
  read: ReadHandle,
  rules: readonly BookRule<Code>[],
  problems: Problems<Code>,
): void {
  for (const { code, sql } of rules) {
    for (const context of read.iterate<Record<string, SqlValue>>(sql)) {
      if (!problems.takes(code)) break;
      problems.add(code, context);
    }
  }
}
