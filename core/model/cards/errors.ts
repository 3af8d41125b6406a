import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about the cards of technicians and staff. */
export const cardTexts = {
  CARD_UNKNOWN: text('无法识别的卡', 'This card is not known', '无效卡', 'Unknown card'),
  CARD_NONE: text(
    '{no} 号还没有卡，可以先发一张卡',
    'Number {no} has no card yet: give one first',
    '没有卡',
    'Has no card',
  ),
  CARD_NOT_FOR_THIS: text('此卡不能在这里使用', 'This card is of no use here', '此卡不可用', 'Card no use here'),
  SWIPE_REPEATED: text('这张卡刚刚刷过', 'This card was read a moment ago', '已刷卡', 'Already read'),
  CARD_BLOCKED: text(
    '此卡已挂失，请交给经理解挂或换新卡',
    'This card was reported lost: a manager can release it or give a new one',
    '卡已挂失',
    'Card is blocked',
  ),
  CARD_TRIES: text(
    '无法识别的卡号太多，请 {minutes} 分钟后再试',
    'Too many numbers of no card; try again in {minutes} min',
    '请稍后再试',
    'Try later',
  ),
  CARD_SEVERAL_WINDOWS: text(
    '这个工作站有几个窗口同时在等刷卡：请关掉其他窗口，或输入密码',
    'Several windows of this station wait for a card: close the others, or enter the PIN',
    '多个窗口等卡',
    'Several windows',
  ),
  CARD_OF_MANAGER: text(
    '经理的卡只能由经理或本人挂失',
    'A manager’s card is reported lost by a manager or by its own person',
    '须经理挂失',
    'By a manager',
  ),
  CARD_NOT_BLOCKED: text(
    '此卡没有挂失，可以照常使用',
    'This card was not reported lost: it works as it is',
    '卡未挂失',
    'Not blocked',
  ),
  CARD_HELD: text(
    '此卡已属于 {by}，请换一张',
    'This card belongs to {by} already; take another',
    '卡已有主',
    'Card has owner',
  ),
  CARD_NOT_MEMBER: text(
    '这张卡不是本店会员的卡',
    'This card is not that of a member here',
    '非本店会员',
    'No member here',
  ),
} satisfies Record<string, ErrorText>;

export const cardError = errorsOf(cardTexts);
