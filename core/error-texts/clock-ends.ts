import { type ErrorText, text } from './text.ts';

/** Refusals about clocks that are handed back, run over or are given up. */
export const clockEndTexts = {
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
  PAUSE_AT_DESK: text('暂停请找前台', 'Pauses are given at the desk', '请前台暂停', 'Pause at desk'),
} satisfies Record<string, ErrorText>;
