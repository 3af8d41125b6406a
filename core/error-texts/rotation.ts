import { type ErrorText, text } from './text.ts';

/** Refusals about the queues, their policies and the marks beside them. */
export const rotationTexts = {
  TECHNICIAN_STOPPED: text(
    '{technicianNo} 号已停牌，请换一位，或由经理恢复',
    'No. {technicianNo} is stopped and gets no clocks: choose another, or a manager lets go on',
    '已停牌',
    'Stopped',
  ),
  NOT_STOPPED: text('{technicianNo} 号没有停牌', 'No. {technicianNo} is not stopped', '没有停牌', 'Not stopped'),
  TECHNICIAN_PAUSED: text(
    '{technicianNo} 号已暂停，请换一位或先恢复',
    'No. {technicianNo} is paused: choose another, or let go on first',
    '已暂停',
    'Paused',
  ),
  NOT_PAUSED: text('{technicianNo} 号没有暂停', 'No. {technicianNo} is not paused', '没有暂停', 'Not paused'),
  NOT_HELD: text('{technicianNo} 号没有留牌', 'No. {technicianNo} is not held', '没有留牌', 'Not held'),
  ALREADY_HELD: text(
    '{technicianNo} 号已留牌到 {until}，请先取消',
    'No. {technicianNo} is held until {until} already: end that first',
    '已经留牌',
    'Already held',
  ),
  HOLD_TOO_LONG: text(
    '留牌最多 {minutes} 分钟',
    'A place is held for {minutes} min at most',
    '留牌太久',
    'Held too long',
  ),
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
