import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about technicians, their duty and marks. */
export const technicianTexts = {
  TECHNICIAN_UNKNOWN: text(
    '没有 {technicianNo} 号技师，请核对工号',
    'There is no technician {technicianNo}; check the number',
    '无此技师',
    'No such tech',
  ),
  TECHNICIAN_NOT_SKILLED: text(
    '{technicianNo} 号技师不做这个项目，请换一位或换项目',
    'Technician {technicianNo} does not do this service; choose another of either',
    '技师不做此项',
    'Not skilled',
  ),
  TECHNICIAN_TWICE: text(
    '{technicianNo} 号技师被选了两次，请换一位',
    'Technician {technicianNo} was chosen twice; choose another',
    '技师重复',
    'Chosen twice',
  ),
  TECHNICIAN_OFF_DUTY: text(
    '{technicianNo} 号技师不在班，请先上班、下 Call 钟或换一位',
    'Technician {technicianNo} is off duty: bring on duty, call in, or choose another',
    '技师不在班',
    'Off duty',
  ),
  TECHNICIAN_ON_DUTY: text(
    '{technicianNo} 号技师已经在班',
    'Technician {technicianNo} is on duty already',
    '已经上班',
    'On duty already',
  ),
  TECHNICIAN_BUSY: text(
    '{technicianNo} 号技师在 {roomNo} 房，请等下钟或换一位',
    'Technician {technicianNo} is busy in room {roomNo}: wait for the end or choose another',
    '技师正忙',
    'Tech is busy',
  ),
  TECHNICIAN_RESTING: text(
    '{technicianNo} 号技师在休息，请先结束休息或换一位',
    'Technician {technicianNo} is resting: end the rest or choose another',
    '技师休息',
    'Tech is resting',
  ),
  TECHNICIAN_NOT_RESTING: text(
    '{technicianNo} 号技师没有在休息',
    'Technician {technicianNo} is not resting',
    '没有休息',
    'Not resting',
  ),
  TECHNICIAN_AWAITED: text(
    '{roomNo} 房的客人点了 {technicianNo} 号，正在等候，请换一位',
    'A guest in room {roomNo} waits for technician {technicianNo}; choose another',
    '有客点钟等候',
    'Guest is waiting',
  ),
  PAUSE_AT_DESK: text('暂停请找前台', 'Pauses are given at the desk', '请前台暂停', 'Pause at desk'),
  TECHNICIAN_HELD: text(
    '{technicianNo} 号留牌中，指名请下点钟',
    'Technician {technicianNo} is held for a guest: order by number as a request',
    '技师留牌',
    'Held for a guest',
  ),
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
} satisfies Record<string, ErrorText>;

export const technicianError = errorsOf(technicianTexts);
