import { type Language, minorToDecimal } from '../../../core/kernel/money.ts';
import { hourMs, minuteMs } from '../../../core/kernel/time.ts';
import { clockTypeWords } from '../../../core/model/clock-types/words.ts';
import { ruleText } from '../../../core/model/commission/rule-text.ts';
import type { HoldersSlice } from '../../../core/model/site/holders.ts';
import { shownOf } from '../../../core/model/site/names.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import type { PayEntry } from '../../../db/parts/commission/queries.ts';
import { sheetWords as words } from '../../paper/sheet-words.ts';
import type { Cell, Sheet } from '../../paper/workbook.ts';
import type { PayMonthView, PayPersonView } from './views.ts';

/** Pay as sheets of a workbook. */

interface SheetSetting {
  site: SiteIndex;
  settings: HoldersSlice;
  language: Language;
}

function hours(ms: number): number {
  return Math.round((ms / hourMs) * 100) / 100;
}

function moneyOf(currency: string): (amountMinor: number) => Cell {
  return (amountMinor) => ({ money: Number(minorToDecimal(amountMinor, currency)) });
}

/** Everybody's month, and every clock and sale behind it. */
export function payMonthSheets(
  view: PayMonthView,
  entries: readonly PayEntry[],
  whoOf: (payeeNo: string) => readonly [no: string, name: string],
  setting: SheetSetting,
): Sheet[] {
  const { language, site } = setting;
  const money = moneyOf(view.currency);
  const { timeZone } = site.site.store;
  const head = (...keys: (keyof typeof words)[]) => keys.map((key) => words[key][language]);
  return [
    {
      name: `${words.people[language]} ${view.month}`,
      head: head('no', 'name', 'clocks', 'hours', 'turnover', 'commission', 'goods', 'correction', 'total'),
      widths: [8, 14, 8, 12, 14, 14, 12, 12, 14],
      rows: [
        ...view.people.map((person) => [
          ...[person.no, person.name, person.clocks, hours(person.servedMs)],
          ...[person.turnoverMinor, person.clockMinor, person.goodsMinor].map(money),
          ...[person.correctionMinor, person.totalMinor].map(money),
        ]),
        [words.total[language], null, null, null, null, null, null, null, money(view.totalMinor)],
      ],
    },
    {
      name: words.entries[language],
      head: head(
        'date',
        'time',
        'no',
        'name',
        'room',
        'type',
        'item',
        'minutes',
        'servedMinutes',
        'turnover',
        'amount',
      ),
      widths: [12, 8, 8, 14, 8, 12, 24, 10, 14, 12, 12],
      rows: entries.map((entry) => [
        ...[{ day: entry.businessDate }, { at: entry.at, timeZone }, ...whoOf(entry.payeeNo), entry.roomNo],
        entry.clockType ? (clockTypeWords[entry.clockType][language] ?? '') : words.sale[language],
        nameOfCode(entry, setting),
        ...[entry.minutes, Math.round(entry.servedMs / minuteMs)],
        ...[entry.turnoverMinor, entry.amountMinor].map(moneyOf(entry.currency)),
      ]),
    },
  ];
}

function nameOfCode(
  { source, code }: { source: 'clock' | 'goods'; code: string },
  { settings, language }: SheetSetting,
): string {
  const { name } = shownOf(settings, source === 'clock' ? 'service' : 'goods', code);
  return typeof name === 'string' ? code : name[language];
}

/** One person's month: sums, rules, corrections, attendance; and the clocks behind it. */
export function payslipSheets(
  { no, name, payslip, attendance, entries }: PayPersonView,
  setting: SheetSetting,
): Sheet[] {
  const { language, site } = setting;
  const money = moneyOf(payslip.currency);
  const { timeZone } = site.site.store;
  const line = (key: keyof typeof words, ...cells: Cell[]): Cell[] => [words[key][language], ...cells];
  const facts: Cell[][] = attendance
    ? [
        line('worked', attendance.workedDays),
        line('late', attendance.lateCount, attendance.lateMinutes),
        line('early', attendance.earlyCount, attendance.earlyMinutes),
        line('absent', attendance.absentDays),
        line(
          'leave',
          Object.values(attendance.leaveDays).reduce((sum, days) => sum + days, 0),
        ),
      ]
    : [];
  return [
    {
      name: words.payslip[language],
      head: [`${no} ${name}`, payslip.month, ''],
      widths: [32, 14, 14],
      rows: [
        ...payslip.clocks.map(({ type, count, turnoverMinor }) => [
          clockTypeWords[type][language] ?? type,
          count,
          money(turnoverMinor),
        ]),
        ...payslip.rules.map(({ ruleKey, count, amountMinor }) => [
          `${words.rule[language]}: ${ruleText(ruleKey, site, language)}`,
          count,
          money(amountMinor),
        ]),
        ...payslip.corrections.map(({ reason, aboutMonth, amountMinor }) => [
          `${words.correction[language]}: ${reason}`,
          aboutMonth,
          money(amountMinor),
        ]),
        line('commission', null, money(payslip.clockMinor)),
        line('goods', null, money(payslip.goodsMinor)),
        line('correction', null, money(payslip.correctionMinor)),
        line('total', null, money(payslip.totalMinor)),
        ...facts,
      ],
    },
    {
      name: words.entries[language],
      head: (['date', 'time', 'room', 'type', 'item', 'servedMinutes', 'turnover', 'amount', 'rule'] as const).map(
        (key) => words[key][language],
      ),
      widths: [12, 8, 8, 12, 24, 14, 12, 12, 32],
      rows: entries.map((entry) => [
        ...[{ day: entry.businessDate }, { at: entry.at, timeZone }, entry.roomNo],
        entry.clockType ? (clockTypeWords[entry.clockType][language] ?? '') : words.sale[language],
        nameOfCode(entry, setting),
        Math.round(entry.servedMs / minuteMs),
        ...[entry.turnoverMinor, entry.amountMinor].map(moneyOf(entry.currency)),
        entry.parts.map(({ ruleKey }) => ruleText(ruleKey, site, language)).join(' + '),
      ]),
    },
  ];
}
