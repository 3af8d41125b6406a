import type { Language } from '../../core/kernel/money.ts';

/** Something in the store's file that does not fit. */
export interface Problem {
  code: ProblemCode;
  /** In English; `problemText` has the other languages. */
  message: string;
  /** The facts: which row, which bill, both values. */
  context: Readonly<Record<string, unknown>>;
}

export const problemTexts = {
  FILE_DAMAGED: { en: 'The file is damaged: {message}', 'zh-CN': '数据文件已损坏：{message}' },
  FOREIGN_KEY_BROKEN: {
    en: 'A row of {table} (rowid {rowid}) refers to a row of {parent} that is not there',
    'zh-CN': '{table} 的一行（rowid {rowid}）引用了 {parent} 中不存在的行',
  },
  CHAIN_BROKEN: {
    en: 'Journal row {seq} was changed, or a row before it is missing ({part})',
    'zh-CN': '流水第 {seq} 行被改动，或其前的行缺失（{part}）',
  },
  REPLAY_FAILED: {
    en: 'Journal row {seq} cannot be replayed: {message}',
    'zh-CN': '流水第 {seq} 行无法重放：{message}',
  },
  TABLE_DIFFERS: {
    en: 'Table {table}, row {key}, column {column}: stored {stored}, the journal gives {replayed}',
    'zh-CN': '表 {table}，行 {key}，列 {column}：存有 {stored}，按流水应为 {replayed}',
  },
  BILL_LINES_DIFFER: {
    en: 'Bill {no}: its lines sum to {linesMinor}, its total is {totalMinor}',
    'zh-CN': '账单 {no}：明细合计 {linesMinor}，总额 {totalMinor}',
  },
  BILL_LINE_WRONG: {
    en: 'Bill {no}, line {n} ({kind} {refId}): charged {amountMinor}, sold for {soldMinor}',
    'zh-CN': '账单 {no} 第 {n} 行（{kind} {refId}）：计 {amountMinor}，售价 {soldMinor}',
  },
  PAYMENTS_DIFFER: {
    en: 'Bill {no}: paid {paidMinor} less change {changeMinor} is not its total {totalMinor}',
    'zh-CN': '账单 {no}：付款 {paidMinor} 减找零 {changeMinor} 与总额 {totalMinor} 不符',
  },
  BILLED_TWICE: {
    en: 'The {kind} {refId} stands on {count} bill lines',
    'zh-CN': '{kind} {refId} 出现在 {count} 条账单明细中',
  },
  STOCK_DIFFERS: {
    en: 'Article {goodsCode}: {stored} in stock, counted and sold give {expected}',
    'zh-CN': '商品 {goodsCode}：库存 {stored}，按进销应为 {expected}',
  },
  TECHNICIAN_TWICE: {
    en: 'Technician {technicianNo} works on clock {clockId} while still on another',
    'zh-CN': '技师 {technicianNo} 在钟 {clockId} 上时另一钟尚未结束',
  },
  BEGUN_BEFORE_FIRST: {
    en: 'Clock {clockId} was begun before clock {afterId}, which it comes after, had ended',
    'zh-CN': '钟 {clockId} 在前一钟 {afterId} 下钟之前就已上钟',
  },
  QUEUE_DIFFERS: {
    en: 'Queue {queueId}, technician {technicianNo}: stands at rank {rank}, the moves give {movedTo}',
    'zh-CN': '队列 {queueId} 技师 {technicianNo}：现位 {rank}，按移动记录应为 {movedTo}',
  },
  COMMISSION_MISSING: {
    en: 'Clock {clockId} has ended and its commission was not worked out',
    'zh-CN': '钟 {clockId} 已下钟，但没有计提成',
  },
  COMMISSION_WITHOUT_END: {
    en: 'Commission stands for clock {refId}, which has not ended, or was paid before',
    'zh-CN': '钟 {refId} 未下钟或已计过，却又计了提成',
  },
  COMMISSION_DIFFERS: {
    en: 'Commission of {refId}: booked {storedMinor}, the frozen rule gives {expectedMinor}',
    'zh-CN': '{refId} 的提成：已记 {storedMinor}，按锁定规则应为 {expectedMinor}',
  },
  COMMISSION_BASE_WRONG: {
    en: 'Commission of {refId} is of {baseMinor}, sold for {soldMinor}',
    'zh-CN': '{refId} 的提成按 {baseMinor} 计，售价为 {soldMinor}',
  },
  MONTH_DIFFERS: {
    en: 'Month {month}, {payeeNo}: closed with {storedMinor}, its earnings sum to {expectedMinor}',
    'zh-CN': '{month} 月 {payeeNo} 号：结账 {storedMinor}，明细合计 {expectedMinor}',
  },
  MONTH_CHANGED: {
    en: 'Month {month} was closed, and {refId} was booked in it afterwards',
    'zh-CN': '{month} 月已结账，之后又记入了 {refId}',
  },
  QUEUE_MOVE_MISSING: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} starts at rank {fromRank}, the one before led to {ledTo}',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动从 {fromRank} 开始，前一次却到 {ledTo}',
  },
  QUEUE_MOVE_UNEXPLAINED: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} has no cause ({becauseEvent})',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动没有原因（{becauseEvent}）',
  },
  QUEUE_LOST: {
    en: 'Technician {technicianNo} is on duty and stands not in queue {queueId}',
    'zh-CN': '技师 {technicianNo} 在班却不在队列 {queueId}',
  },
  QUEUE_MOVE_DIFFERS: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} ({happened}): stored {stored}, the policy makes {expected}',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动（{happened}）：记为 {stored}，按规则应为 {expected}',
  },
  QUEUE_MOVE_UNASKED: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} ({happened}) comes of nothing that happened',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动（{happened}）并无相应的事情发生',
  },
  QUEUE_MOVE_LACKING: {
    en: 'Clock {clockId} of technician {technicianNo}: {happened} (row {seq}) moves the place in {queueId}, and did not',
    'zh-CN': '技师 {technicianNo} 的钟 {clockId}：第 {seq} 行 {happened} 应移动 {queueId} 的排位，却没有移动',
  },
  CALL_NOT_DUE: {
    en: 'Clock {clockId} (row {seq}): No. {technicianNo} was given it, it was the turn of {dueNo}',
    'zh-CN': '钟 {clockId}（第 {seq} 行）给了 {technicianNo} 号，当时应轮到 {dueNo}',
  },
  CALL_LACKING: {
    en: 'After row {seq} No. {technicianNo} was free for clock {clockId} in room {roomNo}, and was not called',
    'zh-CN': '第 {seq} 行之后 {technicianNo} 号可上 {roomNo} 房的钟 {clockId}，却没有叫',
  },
  FACT_WRONG: {
    en: 'Row {seq} ({type}): {what} is {stored}, as the store stood it must be {expected}',
    'zh-CN': '第 {seq} 行（{type}）：{what} 记为 {stored}，按当时的情况应为 {expected}',
  },
  CLOCK_FROZEN_WRONG: {
    en: 'Clock {clockId} (row {seq}): {what} is {stored}, the settings of then give {expected}',
    'zh-CN': '钟 {clockId}（第 {seq} 行）：{what} 锁定为 {stored}，按当时的设置应为 {expected}',
  },
  EARNING_WRONG: {
    en: 'What {refId} earned (row {seq}): stored {stored}, worked out again {expected}',
    'zh-CN': '{refId} 的提成（第 {seq} 行）：记为 {stored}，重算为 {expected}',
  },
  COMMAND_TORN: {
    en: 'Row {seq} has another time, day, person or place than the rest of its command',
    'zh-CN': '第 {seq} 行的时间、营业日、操作人或位置与同一操作的其他行不同',
  },
  TIME_RUNS_BACK: {
    en: 'Row {seq} is of {at}, the one before of {before}: the time runs back',
    'zh-CN': '第 {seq} 行的时间 {at} 早于前一行的 {before}',
  },
  DAY_WRONG: {
    en: 'Row {seq} stands on {stored}, its time is of {expected}',
    'zh-CN': '第 {seq} 行记在 {stored}，按时间应属 {expected}',
  },
  AUTHORISATION_NOT_ALLOWED: {
    en: 'Row {seq}: {givenBy} may not give authorisation {authorisationId}, or not for so long',
    'zh-CN': '第 {seq} 行：{givenBy} 无权给出授权 {authorisationId}，或有效期过长',
  },
  AUTHORISATION_MISSING: {
    en: 'Journal row {seq} ({act} of {subject}) stands without the authorisation it needs',
    'zh-CN': '流水第 {seq} 行（{act}，{subject}）缺少所需的授权',
  },
  AUTHORISATION_NOT_NEEDED: {
    en: 'Journal row {seq} uses authorisation {authorisationId} up for nothing that needs it',
    'zh-CN': '流水第 {seq} 行用掉了授权 {authorisationId}，却没有需要它的操作',
  },
  AUTHORISATION_NEVER_GIVEN: {
    en: 'Journal row {seq} uses authorisation {authorisationId}, which nobody gave',
    'zh-CN': '流水第 {seq} 行使用了从未给出的授权 {authorisationId}',
  },
  AUTHORISATION_USED_TWICE: {
    en: 'Journal row {seq} uses authorisation {authorisationId} a second time',
    'zh-CN': '流水第 {seq} 行重复使用了授权 {authorisationId}',
  },
  AUTHORISATION_FOR_ANOTHER: {
    en: 'Journal row {seq} uses authorisation {authorisationId} for something else than it was given for',
    'zh-CN': '流水第 {seq} 行把授权 {authorisationId} 用在了别的操作上',
  },
  AUTHORISATION_TOO_LATE: {
    en: 'Journal row {seq} uses authorisation {authorisationId} after its time',
    'zh-CN': '流水第 {seq} 行使用授权 {authorisationId} 时已过期',
  },
  RESERVATION_WITHOUT_VISIT: {
    en: 'Reservation {reservationId} arrived with visit {visitId}, which was not opened for it',
    'zh-CN': '预订 {reservationId} 记为到店，单 {visitId} 却不是为它开的',
  },
  VISIT_WITHOUT_RESERVATION: {
    en: 'Visit {visitId} was opened for reservation {reservationId}, which did not arrive with it',
    'zh-CN': '单 {visitId} 为预订 {reservationId} 开出，该预订却没有到店',
  },
  RESERVATION_NOT_OPEN: {
    en: 'Reservation {reservationId}: {what}, while it was not as that takes',
    'zh-CN': '预订 {reservationId}：状态不符，却有 {what}',
  },
  RESERVATION_OFF_ROSTER: {
    en: 'Reservation {reservationId} asks for {technicianNos} against the roster, and does not say so or not why',
    'zh-CN': '预订 {reservationId} 点的 {technicianNos} 与排班不符，却没有如实记下或没有原因',
  },
  RESERVATION_OVERLAP: {
    en: 'Reservations {reservationId} and {otherId} both have {what} at the same time',
    'zh-CN': '预订 {reservationId} 与 {otherId} 同一时间都订了 {what}',
  },
  JOB_WITHOUT_RUN: { en: 'Job {jobId} was never queued', 'zh-CN': '任务 {jobId} 未曾排队' },
  RUN_WITHOUT_JOB: { en: 'Queued job {jobId} comes from no event', 'zh-CN': '排队任务 {jobId} 没有对应的事件' },
} as const satisfies Record<string, Record<Language, string>>;

export type ProblemCode = keyof typeof problemTexts;

/** The problem's sentence in a language. */
export function problemText({ code, context }: Pick<Problem, 'code' | 'context'>, language: Language): string {
  return problemTexts[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(context[name] ?? '–'));
}

/** Problems of one kind are listed up to this many: one fault may show a thousand times. */
const listedPerCode = 50;

/** Gathers what does not fit. */
export class ProblemList {
  readonly problems: Problem[] = [];
  readonly #counts = new Map<ProblemCode, number>();

  add(code: ProblemCode, context: Record<string, unknown>): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= listedPerCode) {
      this.problems.push({ code, message: problemText({ code, context }, 'en'), context });
    }
  }

  /** Whether another of this kind would still be listed. */
  takes(code: ProblemCode): boolean {
    return (this.#counts.get(code) ?? 0) < listedPerCode;
  }
}
