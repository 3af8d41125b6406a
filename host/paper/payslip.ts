import type { ClockType } from '../../core/model/clock-types/clock-types.ts';

import { blank, centre, left, line, rule, text, ticket } from './markup.ts';
import { amount, amounts, dateAndTime, indented, labelled, titleLines } from './parts.ts';
import type { LocalText, TicketSetting } from './ticket-data.ts';
import { clockTypeWords, inLanguages, inOneLine, words } from './words.ts';

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
