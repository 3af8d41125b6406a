import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about visits, guests and their bands. */
export const visitTexts = {
  VISIT_UNKNOWN: text('没有这个开单', 'There is no such visit', '无此开单', 'No such visit'),
  VISIT_CLOSED: text('这个开单已经结束', 'This visit is closed', '已结单', 'Visit closed'),
  VISIT_HAS_CONSUMPTION: text(
    '{roomNo} 房已有消费，请先结账或取消',
    'Room {roomNo} has consumption: settle or cancel it first',
    '已有消费',
    'Has consumption',
  ),
  GUEST_UNKNOWN: text('没有这位客人', 'There is no such guest', '无此客人', 'No such guest'),
  GUEST_GONE: text('客人已经离开', 'The guest has left', '客人已离开', 'Guest has left'),
  GUEST_HAS_CONSUMPTION: text(
    '客人已有消费，请先结账或取消',
    'The guest has consumption: settle or cancel it first',
    '已有消费',
    'Has consumption',
  ),
  WRISTBAND_UNKNOWN: text(
    '没有手牌 {wristbandNo}，请核对号码',
    'There is no wristband {wristbandNo}; check the number',
    '无此手牌',
    'No such band',
  ),
  WRISTBAND_IN_USE: text(
    '手牌 {wristbandNo} 正在使用，请换一个',
    'Wristband {wristbandNo} is in use; take another',
    '手牌已用',
    'Band in use',
  ),
} satisfies Record<string, ErrorText>;

export const visitError = errorsOf(visitTexts);
