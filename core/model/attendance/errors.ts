import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about rosters and duty. */
export const attendanceTexts = {
  STAFF_ON_DUTY: text('{staffNo} 已经在班', '{staffNo} is on duty already', '已经上班', 'On duty already'),
  STAFF_OFF_DUTY: text('{staffNo} 不在班', '{staffNo} is not on duty', '不在班', 'Off duty'),
  SHIFT_UNKNOWN: text('没有 {code} 这个班次', 'There is no shift {code}', '无此班次', 'No such shift'),
  ROSTER_TWICE: text(
    '{technicianNo} 号在 {date} 排了两次',
    'Technician {technicianNo} is down twice on {date}',
    '重复排班',
    'Down twice',
  ),
  ROSTER_EMPTY: text(
    '从 {date} 起的一周没有排班可以复制',
    'Nobody is down for the week of {date}',
    '没有排班',
    'Empty roster',
  ),
  ROSTER_FULL: text(
    '从 {date} 起的一周已经排好',
    'The week of {date} is planned already',
    '已经排好',
    'Planned already',
  ),
} satisfies Record<string, ErrorText>;

export const attendanceError = errorsOf(attendanceTexts);
