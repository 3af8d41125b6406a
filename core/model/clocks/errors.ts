import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about clocks: how they are ordered, start, change and end. */
export const clockTexts = {
  TOO_MANY_TECHNICIANS: text(
    '{serviceCode} 只需要 {technicians} 位技师',
    'Technicians for {serviceCode}: {technicians}, no more',
    '技师过多',
    'Too many techs',
  ),
  NOBODY_ON_DUTY: text(
    '没有在班的技师会做 {serviceCode}，请先安排上班或换项目',
    'Nobody on duty does {serviceCode}: bring somebody on duty or choose another service',
    '无可用技师',
    'Nobody on duty',
  ),
  NOBODY_FREE: text('现在没有空闲的技师', 'No technician is free now', '无空闲技师', 'Nobody is free'),
  CLOCK_UNKNOWN: text(
    '没有这个钟，可能刚被取消，请再看一眼',
    'There is no such clock; it may have been cancelled: look again',
    '无此钟',
    'No such clock',
  ),
  CLOCK_NOT_CALLED: text(
    '这个钟还没有叫，轮到时会自动叫',
    'This clock has not been called; it is called when its turn comes',
    '尚未叫钟',
    'Not called yet',
  ),
  CLOCK_NOT_CALLED_HERE: text('您没有被叫到这里', 'You were not called to this room', '未叫到此房', 'Not called here'),
  CLOCK_CALLED_ELSEWHERE: text(
    '请到 {roomNo} 房',
    'You are called to room {roomNo}',
    '请到{roomNo}房',
    'Go to room {roomNo}',
  ),
  CLOCK_ALREADY_STARTED: text('这个钟已经开始', 'This clock has started already', '已经上钟', 'Already started'),
  CLOCK_NOT_STARTED: text('这个钟没有在进行', 'This clock is not running', '没有上钟', 'Not running'),
  CLOCK_ENDED: text('这个钟已经结束', 'This clock has ended', '已经下钟', 'Already ended'),
  CLOCK_CANCELLED: text('这个钟已经取消', 'This clock was cancelled', '此钟已取消', 'Clock cancelled'),
  CLOCK_IS_EXTENSION: text('加钟随主钟一起结束', 'An extension ends with its clock', '加钟随主钟', 'With main clock'),
  EARLY_END_NEEDS_REASON: text(
    '还差 {earlyMinutes} 分钟，提前下钟需要原因',
    '{earlyMinutes} min early: a reason is needed',
    '未到钟需原因',
    'Early: reason?',
  ),
  CLOCK_NOT_LATE: text(
    '叫钟未满 {minutes} 分钟，还不算迟到，可以再叫一次',
    'Called less than {minutes} min ago: not late yet; call again',
    '还不算迟到',
    'Not late yet',
  ),
  CLOCK_IS_LATE: text(
    '{technicianNo} 号迟到房，请用“迟到换人”，由经理授权',
    'No. {technicianNo} is late to the room: replace the late one, which a manager approves',
    '请用迟到换人',
    'Replace the late',
  ),
  CLOCK_IS_CALLED: text('已经叫了技师，请换技师', 'Somebody is called: change the technician', '已叫技师', 'Is called'),
  EXTENSION_NOT_AUTOMATIC: text(
    '只有自动加的钟可以撤回',
    'Only an automatic extension can be taken back',
    '非自动加钟',
    'Not automatic',
  ),
  EXTENSION_GRACE_OVER: text(
    '自动加钟已超过 {minutes} 分钟，不能撤回',
    'Extended more than {minutes} min ago: too late to take back',
    '已过撤回时间',
    'Too late to undo',
  ),
  BAND_OF_ANOTHER: text(
    '这不是该客人的手牌，请刷本人的手牌',
    'This is not the guest’s wristband; hold the guest’s own',
    '手牌不符',
    'Wrong band',
  ),
  BAND_NEEDED: text(
    '客人没有可刷的手牌，请到前台办理',
    'The guest has no band to hold: see the desk',
    '客人无手牌',
    'Guest: no band',
  ),
  CANCEL_AT_DESK: text(
    '已过免责时间，退钟请到前台',
    'The grace is over: cancel at the desk',
    '请到前台退钟',
    'Cancel at desk',
  ),
  NOTHING_TO_CANCEL: text('{roomNo} 房没有可退的钟', 'Nothing to cancel in room {roomNo}', '无钟可退', 'No clock here'),
  TECHNICIAN_OF_ANOTHER_GROUP: text(
    '{technicianNo} 号不在这个班组，不能选钟或转化',
    'Technician {technicianNo} is of another group and cannot be picked or converted',
    '不在此班组',
    'Of other group',
  ),
  TECHNICIAN_NOT_NEXT: text(
    '转化钟只给轮到的技师，现在轮到 {nextNo} 号，不是 {technicianNo} 号',
    'Only whose turn it is can be converted: that is {nextNo}, not {technicianNo}',
    '未轮到此号',
    'Not the next one',
  ),
  CONVERTED_LATER: text(
    '后一个项目开始前还不知道轮到谁，{technicianNo} 号叫钟后再转化',
    'Whose turn it will be for a later service is not known yet: convert {technicianNo} once called',
    '叫钟后再转化',
    'Convert later',
  ),
  CALL_NOT_NEEDED: text(
    '{technicianNo} 号在班且属本班组，请下点钟或选钟',
    'Technician {technicianNo} is on duty in this group: order as requested or picked',
    '在班,不用Call',
    'No call needed',
  ),
  SAME_NEEDS_FIRST: text(
    '没有前一个项目，不能由同一技师接着做',
    'There is no service before this one whose technician could go on',
    '没有前一项目',
    'No first service',
  ),
  AFTER_ANOTHER_GUEST: text(
    '前一个项目是另一位客人的',
    'The service before is of another guest',
    '不是同一客人',
    'Other guest',
  ),
  CLOCK_NOT_OF_ROTATION: text(
    '{technicianNo} 号上的不是轮钟，不能转化',
    'The clock of technician {technicianNo} is not one of the rotation and cannot be converted',
    '不是轮钟',
    'Not a rotation',
  ),
  ITEM_IS_THE_SAME: text('已经是 {serviceCode}', 'It is {serviceCode} already', '项目相同', 'Same service'),
  ITEM_TAKES_OTHERS: text(
    '{serviceCode} 的客人数或技师数不同，请取消后重新下单',
    '{serviceCode} is for another number of guests or technicians: cancel and order it anew',
    '人数不同',
    'Other headcount',
  ),
  ITEM_PARTLY_SERVED: text(
    '{roomNo} 房这个项目已有技师下钟，不能换项目',
    'A technician has ended this service in room {roomNo} already: it cannot be changed',
    '已有人下钟',
    'Partly served',
  ),
  CANCEL_PARTLY_SERVED: text(
    '{roomNo} 房这个项目已有技师下钟，不能退钟，请下钟',
    'A technician has ended this service in room {roomNo} already: end it, it cannot be cancelled',
    '已有人下钟',
    'Partly served',
  ),
} satisfies Record<string, ErrorText>;

export const clockError = errorsOf(clockTexts);
