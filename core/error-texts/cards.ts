import { type ErrorText, text } from './text.ts';

/** Refusals about the cards of technicians and staff. */
export const cardTexts = {
  CARD_BLOCKED: text('此卡已挂失', 'This card was reported lost', '卡已挂失', 'Card is blocked'),
  CARD_NOT_BLOCKED: text('此卡没有挂失', 'This card was not reported lost', '卡未挂失', 'Not blocked'),
  CARD_HELD: text('此卡已属于 {by}', 'This card belongs to {by} already', '卡已有主', 'Card has owner'),
} satisfies Record<string, ErrorText>;
