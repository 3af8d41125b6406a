/**
 * The one error class of the store's database. `code` is stable, its texts in every language stand below; `context`
 * holds facts (versions, table names), never a secret.
 */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: DatabaseErrorCode, context: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(Object.keys(context).length > 0 ? `${code} ${JSON.stringify(context)}` : code, options);
    this.name = 'DatabaseError';
    this.code = code;
    this.context = context;
  }
}

export const databaseErrorTexts = {
  FILE_NOT_FOUND: { en: 'There is no store file here.', 'zh-CN': '此处没有门店数据文件。' },
  FILE_NOT_A_STORE: { en: 'This file is not a store.', 'zh-CN': '该文件不是门店数据文件。' },
  FILE_TOO_NEW: {
    en: 'The store was written by a newer version of the program; update the program.',
    'zh-CN': '门店数据由更新版本的程序写入，请先升级程序。',
  },
  FILE_TOO_OLD: {
    en: 'The store was written by an older version of the program; start the program once to bring it up to date.',
    'zh-CN': '门店数据由旧版本程序写入，请先启动一次程序完成升级。',
  },
  FILE_DAMAGED: { en: 'The store file is damaged; restore a backup.', 'zh-CN': '门店数据文件已损坏，请恢复备份。' },
  MIGRATION_FAILED: {
    en: 'The store could not be brought to the current version; nothing was changed.',
    'zh-CN': '门店数据升级失败，未作任何更改。',
  },
  DISK_FULL: { en: 'The disk is full; nothing was recorded.', 'zh-CN': '磁盘已满，未能记录。' },
  DISK_READONLY: { en: 'The store file cannot be written.', 'zh-CN': '门店数据文件无法写入。' },
  DISK_FAILED: { en: 'The disk reported an error; nothing was recorded.', 'zh-CN': '磁盘出错，未能记录。' },
  BUSY: { en: 'The store file is in use by another program.', 'zh-CN': '门店数据文件正被其他程序占用。' },
  CONSTRAINT: {
    en: 'The change contradicts what is recorded; nothing was recorded.',
    'zh-CN': '该更改与已有记录矛盾，未作记录。',
  },
  ROW_MISSING: {
    en: 'The change is about something that is not recorded; nothing was recorded.',
    'zh-CN': '该更改所指的记录不存在，未作记录。',
  },
  SQL_FAILED: { en: 'The database refused a statement.', 'zh-CN': '数据库拒绝执行语句。' },
  NOT_A_READ: { en: 'A read handle was asked to write.', 'zh-CN': '只读句柄不允许写入。' },
  NOT_IN_TRANSACTION: { en: 'A write was tried outside a transaction.', 'zh-CN': '不允许在事务之外写入。' },
  NESTED_TRANSACTION: { en: 'A transaction was started inside another.', 'zh-CN': '不允许嵌套事务。' },
  ASYNC_TRANSACTION: { en: 'A transaction may not wait for anything.', 'zh-CN': '事务中不允许等待。' },
  SECRET_IN_EVENT: { en: 'A secret may not enter the journal.', 'zh-CN': '密码和密钥不得写入流水。' },
} as const;

export type DatabaseErrorCode = keyof typeof databaseErrorTexts;

const codeOfSqlite: readonly (readonly [prefix: string, code: DatabaseErrorCode])[] = [
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_READONLY', 'DISK_READONLY'],
  ['SQLITE_IOERR', 'DISK_FAILED'],
  ['SQLITE_CANTOPEN', 'DISK_FAILED'],
  ['SQLITE_CORRUPT', 'FILE_DAMAGED'],
  ['SQLITE_NOTADB', 'FILE_DAMAGED'],
  ['SQLITE_BUSY', 'BUSY'],
  ['SQLITE_LOCKED', 'BUSY'],
  ['SQLITE_CONSTRAINT', 'CONSTRAINT'],
];

/** What SQLite threw, under our codes; anything that is not from SQLite is returned as it is. */
export function fromSqlite(error: unknown, sql?: string): unknown {
  if (!(error instanceof Error) || error.name !== 'SqliteError' || !('code' in error)) return error;
  const sqlite = String(error.code);
  const code = codeOfSqlite.find(([prefix]) => sqlite.startsWith(prefix))?.[1] ?? 'SQL_FAILED';
  return new DatabaseError(code, { sqlite, message: error.message, ...(sql && { sql }) }, { cause: error });
}
