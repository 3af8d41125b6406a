import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about stations, sessions and PINs. */
export const staffTexts = {
  STATION_NOT_PAIRED: text(
    '此工作站尚未配对，请在门店主机上取配对码',
    'This station has not been paired; ask for a code at the store’s computer',
    '未配对',
    'Not paired',
  ),
  PAIRING_CODE_WRONG: text(
    '配对码不正确或已过期，请重新取一个',
    'The pairing code is wrong or too old; ask for a new one',
    '配对码错误',
    'Wrong code',
  ),
  NOT_SIGNED_IN: text('请先登录', 'Please sign in first', '请先登录', 'Sign in first'),
  NOT_ALLOWED: text('您没有此权限，请找经理', 'You may not do this; ask a manager', '没有权限', 'Not allowed'),
  PIN_WRONG: text('工号或密码不正确，请再输一次', 'The number or the PIN is wrong; try again', '密码错误', 'Wrong PIN'),
  PIN_LOCKED: text(
    '密码错误次数过多，请 {minutes} 分钟后再试',
    'Too many wrong PINs; try again in {minutes} min',
    '密码已锁定',
    'PIN locked',
  ),
  PIN_BUSY: text('正在核对密码，请稍候再试', 'PINs are being checked; try again in a moment', '请稍候', 'Wait'),
  PIN_NONE: text('您还没有密码，请经理为您设置', 'You have no PIN yet; ask a manager to set one', '尚无密码', 'No PIN'),
  SESSION_LOCKED: text(
    '屏幕已锁定，请输入密码或刷卡继续',
    'The screen is locked; enter your PIN or hold your card to go on',
    '屏幕已锁定',
    'Locked',
  ),
  SESSION_UNKNOWN: text('此登录已结束', 'This session is over', '已结束', 'Over'),
  STATION_UNKNOWN: text(
    '没有此工作站，或已解除配对',
    'There is no such station, or it was unpaired',
    '无此工作站',
    'No such station',
  ),
  STATION_NAME_TAKEN: text(
    '已有工作站叫“{name}”，请换一个名称',
    'There is a station called “{name}”; choose another name',
    '名称重复',
    'Name taken',
  ),
  STATION_NAME_RESERVED: text(
    '“{name}”不能用作工作站名称，请换一个',
    '“{name}” cannot be the name of a station; choose another',
    '名称不可用',
    'Name reserved',
  ),
  PIN_ALREADY_SET: text(
    '首位经理已经设置过密码；没有经理能登录时，请在门店主机上运行 npm run pin',
    'The first manager had a PIN already; where no manager can sign in, run npm run pin at the store’s computer',
    '密码已设置',
    'PIN is set',
  ),
  STAFF_UNKNOWN: text('没有工号 {staffNo}', 'There is no staff number {staffNo}', '无此工号', 'No such staff'),
} satisfies Record<string, ErrorText>;

export const staffError = errorsOf(staffTexts);
