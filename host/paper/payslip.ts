import type { AttendanceSums } from '../../core/model/attendance/sums.ts';
import type { ClockType } from '../../core/model/clock-types/clock-types.ts';
import { clockTypeWords } from '../../core/model/clock-types/words.ts';
import { ruleText } from '../../core/model/commission/rule-text.ts';
import { ownCurrency } from '../../core/model/site/find.ts';
import { personName, personNo } from '../../core/model/site/names.ts';
import type { StoreState } from '../../core/model/state.ts';
import type { JobKind, PayloadOf } from './job-kind.ts';
import { blank, centre, left, line, rule, text, ticket } from './markup.ts';
import { amount, amounts, dateAndTime, indented, labelled, titleLines } from './parts.ts';
import { summaryLine, titleIn } from './summary.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/** 工资单: one person's month. Attendance stands on it as facts. */
export interface PayslipTicketData extends TicketSetting {
  month: string;
  payeeNo: string;
  payeeName: string;
  currency: string;
  /** The month may still change. */
  isOpen: boolean;
  clocks: readonly { type: ClockType; count: number; turnoverMinor: number }[];
  /** By rule, in the shop's words. */
  rules: readonly { name: string; count: number; amountMinor: number }[];
  corrections: readonly { reason: string; aboutMonth: string; amountMinor: number }[];
  clockMinor: number;
  goodsMinor: number;
  correctionMinor: number;
  totalMinor: number;
  /** `出勤 22 天`, `迟到 2 次 14 分钟`; empty for somebody without a roster. */
  attendance: readonly { label: LocalText; value: string }[];
}

const moneyColumns = 15;

/** @returns receiptline markup, for 58 and 80 mm alike */
export function payslipTicket(slip: PayslipTicketData): string {
  const inLine = (local: LocalText) => inOneLine(local, slip.languages);
  const money = (amountMinor: number) => amount(amountMinor, slip.currency);
  const sums = [
    { label: inLine(words.commission), amount: money(slip.clockMinor) },
    { label: inLine(words.sales), amount: money(slip.goodsMinor) },
    { label: inLine(words.correction), amount: money(slip.correctionMinor) },
  ];
  return ticket([
    ...titleLines(words.payslip, slip),
    ...(slip.isOpen
      ? inLanguages(words.notClosed, slip.languages).map((one) => line(centre(text(one, 'inverse'))))
      : []),
    rule,
    ...labelled(
      [
        { label: words.month, value: text(slip.month, 'bold') },
        { label: words.person, value: text(`${slip.payeeNo} ${slip.payeeName}`, 'bold') },
      ],
      slip,
    ),
    rule,
    ...amounts(
      slip.clocks.map(({ type, count, turnoverMinor }) => ({
        label: `${inLine(clockTypeWords[type])} ×${count}`,
        amount: money(turnoverMinor),
      })),
      moneyColumns,
    ),
    ...(slip.clocks.length > 0 ? [rule] : []),
    ...amounts(
      slip.rules.map(({ name, count, amountMinor }) => ({ label: `${name} ×${count}`, amount: money(amountMinor) })),
      moneyColumns,
    ),
    ...slip.corrections.flatMap(({ reason, aboutMonth, amountMinor }) => [
      ...amounts([{ label: `${inLine(words.correction)} ${aboutMonth}`, amount: money(amountMinor) }], moneyColumns),
      ...indented([reason]),
    ]),
    rule,
    ...amounts(sums, moneyColumns),
    ...amounts([{ label: inLine(words.total), amount: money(slip.totalMinor), style: 'tall' }], moneyColumns),
    ...(slip.attendance.length > 0 ? [rule, line(left(text(inLine(words.attendance), 'bold')))] : []),
    ...labelled(
      slip.attendance.map(({ label, value }) => ({ label, value: text(value) })),
      slip,
    ),
    rule,
    ...labelled([{ label: words.printedAt, value: text(dateAndTime(slip.printedAt, slip)) }], slip),
    blank,
    ...labelled([{ label: words.signature, value: text('______________') }], slip),
  ]);
}

/** A payslip as it prints: the facts are the job's own, the names those of today. */
export function payslipData(
  { payslip, attendance, isClosed }: PayloadOf<'print-payslip'>,
  { state }: { state: StoreState },
  setting: TicketSetting,
): PayslipTicketData {
  const { site } = state;
  const { payeeNo, month, clocks, rules, corrections } = payslip;
  const { clockMinor, goodsMinor, correctionMinor, totalMinor } = payslip;
  return {
    ...setting,
    ...{ month, clocks, corrections, clockMinor, goodsMinor, correctionMinor, totalMinor },
    payeeNo: personNo(state.settings, payeeNo),
    payeeName: personName(state.settings, payeeNo),
    currency: payslip.currency ?? ownCurrency(state),
    isOpen: !isClosed,
    rules: rules.map(({ ruleKey, count, amountMinor }) => ({
      name: ruleText(ruleKey, site, setting.languages[0] ?? 'zh-CN'),
      count,
      amountMinor,
    })),
    attendance: attendance ? factsOf(attendance, setting) : [],
  };
}

function factsOf(sums: AttendanceSums, { languages }: TicketSetting): PayslipTicketData['attendance'] {
  // A unit is understood in the leading language: two would not fit beside the number.
  const unit = (local: LocalText) => inLanguages(local, languages)[0] ?? '';
  const minutes = (count: number, sum: number) => `${count} ${unit(words.times)} ${sum} ${unit(words.minutes)}`;
  const days = (count: number) => `${count} ${unit(words.days)}`;
  const leaveDays = Object.values(sums.leaveDays).reduce((sum, count) => sum + count, 0);
  return [
    { label: words.daysWorked, value: days(sums.workedDays) },
    { label: words.late, value: minutes(sums.lateCount, sums.lateMinutes) },
    { label: words.early, value: minutes(sums.earlyCount, sums.earlyMinutes) },
    { label: words.absent, value: days(sums.absentDays) },
    { label: words.leave, value: days(leaveDays) },
  ];
}

/** One person's month, for that person to sign. */
export const payslipJob: JobKind<'print-payslip'> = {
  ticket: (payload, _job, facts, setting) => payslipTicket(payslipData(payload, facts, setting)),
  isOvertaken: () => false,
  // Not the amount: the list of slips stands on a screen everybody sees.
  summary: ({ payslip }, _site, language) =>
    summaryLine(titleIn(words.payslip, language), payslip.month, payslip.payeeNo),
};
