import type { AttendanceSums } from '../../core/model/attendance/month.ts';
import type { JobPayload } from '../../core/parts/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { PayslipTicketData } from './payslip.ts';
import { ruleText } from './rule-text.ts';
import type { LocalText, TicketSetting } from './ticket-data.ts';
import { inLanguages, words } from './words.ts';

/** A payslip as it prints: the facts are the job's own, the names those of today. */
export function payslipData(
  { payslip, attendance, isClosed }: Extract<JobPayload, { kind: 'print-payslip' }>,
  { state }: StoreDatabase,
  setting: TicketSetting,
): PayslipTicketData {
  const { site } = state;
  const { payeeNo, month, clocks, rules, corrections } = payslip;
  const { clockMinor, goodsMinor, correctionMinor, totalMinor } = payslip;
  return {
    ...setting,
    ...{ month, payeeNo, clocks, corrections, clockMinor, goodsMinor, correctionMinor, totalMinor },
    payeeName: site.technicians.get(payeeNo)?.name ?? site.staff.get(payeeNo)?.name ?? '',
    currency: site.site.store.currency,
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
