import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about queues and policies. */
export const rotationTexts = {
  PERIOD_INVALID: text(
    '{fromDate} 到 {toDate} 不是可查的时段，最多 {days} 天',
    '{fromDate} to {toDate} cannot be looked at; it takes one to {days} days',
    '时段不对',
    'Bad period',
  ),
  GROUP_UNKNOWN: text('没有这个班组：{group}', 'There is no group {group}', '无此班组', 'No such group'),
  POLICY_NOT_BY_GENDER: text(
    '{group} 不分男女排钟',
    'The group {group} does not rotate by gender',
    '不分男女',
    'Not by gender',
  ),
  POLICY_IN_THE_PAST: text(
    '新规则最早从今天 {today} 开始，不能从 {fromDate} 开始',
    'A new policy begins today, {today}, at the earliest; not on {fromDate}',
    '日期已过',
    'Date has passed',
  ),
  POLICY_EFFECT_UNFIT: text(
    '规则“{event}”不能用“{effect}”，可用：{allowed}',
    'The rule “{event}” cannot be “{effect}”; it may be: {allowed}',
    '规则不通',
    'Rule not usable',
  ),
  QUEUE_UNKNOWN: text('没有这个队列', 'There is no such queue', '无此队列', 'No such queue'),
  NOT_IN_QUEUE: text(
    '{technicianNo} 号技师不在队列中，请先上班',
    'Technician {technicianNo} is not in the queue: bring on duty first',
    '不在队列',
    'Not in queue',
  ),
} satisfies Record<string, ErrorText>;

export const rotationError = errorsOf(rotationTexts);
