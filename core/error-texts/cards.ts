import { type ErrorText, text } from './text.ts';

/** Refusals about the cards of technicians and staff. */
export const cardTexts = {
  CARD_BLOCKED: text(
    '此卡已挂失，请交给经理解挂或换新卡',
    'This card was reported lost: a manager can release it or give a new one',
    '卡已挂失',
    'Card is blocked',
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
} satisfies Record<string, ErrorText>;
