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
  SPELL_CHANGED: text(
    '{no} 号的上班记录已经不是这样了，请重新查看',
    'The spell of {no} is not as it was seen any more; look again',
    '记录已变',
    'Changed since',
  ),
  SPELL_SAME: text('没有改动', 'Nothing is changed', '没有改动', 'No change'),
  SPELL_ENDS_FIRST: text(
    '下班时间要在上班时间之后',
    'Going off duty must come after coming on',
    '下班早于上班',
    'Ends too soon',
  ),
  SPELL_IN_FUTURE: text(
    '时间还没到，不能更正',
    'Times that have not come yet cannot be corrected',
    '时间未到',
    'Not yet',
  ),
  SPELL_OVERLAPS: text(
    '与 {no} 号的另一段上班时间重叠',
    'It overlaps another spell of {no}',
    '时间重叠',
    'Times overlap',
  ),
  SPELL_OPEN: text(
    '{no} 号还在班：只能把上班时间改早，下班请刷卡或点下班',
    '{no} is still on duty: only an earlier coming can be given; it ends by going off duty',
    '还在班',
    'Still on duty',
  ),
  SPELL_UNENDED: text(
    '请填下班时间，要上班请刷卡或点上班',
    'Give the time of going; whoever comes now comes on duty',
    '没有下班时间',
    'No end given',
  ),
  SPELL_TOO_SHORT: text(
    '{no} 号在这个时间之后还上过钟，下班时间要更晚',
    'No. {no} worked on a clock after that; the time of going must be later',
    '之后还上钟',
    'Worked later',
  ),
  SPELL_OF_TODAY: text(
    '{no} 号是今天上班的：下班请刷卡或点下班，时间不对由经理更正',
    '{no} came on duty today: swipe or press off duty; a manager corrects the time',
    '今天上班的',
    'Came today',
  ),
  ROLL_CALL_NOBODY: text(
    '名单上的人都已在岗，或现在不能上岗',
    'Everybody on the list is on duty already, or cannot come on duty now',
    '无人可上岗',
    'Nobody to bring',
  ),
} satisfies Record<string, ErrorText>;

export const attendanceError = errorsOf(attendanceTexts);
