import type { ProblemTexts } from '../engine/problems.ts';

/** What may not fit of the file, and of the journal as a whole. */
export const bookProblems = {
  FILE_DAMAGED: { en: 'The file is damaged: {message}', 'zh-CN': '数据文件已损坏：{message}' },
  SCHEMA_DIFFERS: {
    en: 'The file’s {kind} {name} is not as the program makes it ({how}); what it did cannot be told: restore a backup',
    'zh-CN': '数据文件中的 {kind} {name} 不是本程序所做（{how}），它做过什么无从得知，请恢复备份',
  },
  FOREIGN_KEY_BROKEN: {
    en: 'A row of {table} (rowid {rowid}) refers to a row of {parent} that is not there',
    'zh-CN': '{table} 的一行（rowid {rowid}）引用了 {parent} 中不存在的行',
  },
  CHAIN_BROKEN: {
    en: 'Journal row {seq} was changed, or a row before it is missing ({part})',
    'zh-CN': '流水第 {seq} 行被改动，或其前的行缺失（{part}）',
  },
  HEAD_MISSING: {
    en: 'The paper says row {seq} ({hash}); the journal ends at row {last}: rows were cut off, or the file is an older one',
    'zh-CN': '纸上是流水第 {seq} 行（{hash}），而流水到第 {last} 行为止：其后的行被截去，或是较早的文件',
  },
  HEAD_DIFFERS: {
    en: 'The paper says {hash} of row {seq}; the file says {stored}: it is not the journal the paper was printed from',
    'zh-CN': '纸上第 {seq} 行是 {hash}，文件中是 {stored}：不是打印此纸时的流水',
  },
  REPLAY_FAILED: {
    en: 'Journal row {seq} cannot be replayed: {message}',
    'zh-CN': '流水第 {seq} 行无法重放：{message}',
  },
  TABLE_DIFFERS: {
    en: 'Table {table}, row {key}, column {column}: stored {stored}, the journal gives {replayed}',
    'zh-CN': '表 {table}，行 {key}，列 {column}：存有 {stored}，按流水应为 {replayed}',
  },
  FACT_WRONG: {
    en: 'Row {seq} ({type}): {what} is {stored}, as the store stood it must be {expected}',
    'zh-CN': '第 {seq} 行（{type}）：{what} 记为 {stored}，按当时的情况应为 {expected}',
  },
  COMMAND_TORN: {
    en: 'Row {seq} has another time, day, person or place than the rest of its command',
    'zh-CN': '第 {seq} 行的时间、营业日、操作人或位置与同一操作的其他行不同',
  },
  TIME_RUNS_BACK: {
    en: 'Row {seq} is of {at}, the one before of {before}: the time runs back',
    'zh-CN': '第 {seq} 行的时间 {at} 早于前一行的 {before}',
  },
  TIME_ORDER_WRONG: {
    en: 'Row {seq} ({type}) of {id} is of {at}, what came before it (row {beforeSeq}) of {before}, and nobody set the time in between',
    'zh-CN': '第 {seq} 行（{type}，{id}）的时间 {at} 早于它之前的第 {beforeSeq} 行 {before}，其间没有人改过时间',
  },
  DAY_WRONG: {
    en: 'Row {seq} stands on {stored}, its time is of {expected}',
    'zh-CN': '第 {seq} 行记在 {stored}，按时间应属 {expected}',
  },
} as const satisfies ProblemTexts;

export type BookProblem = keyof typeof bookProblems;
