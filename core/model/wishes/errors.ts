import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about guests' wishes. */
export const wishTexts = {
  WISH_UNKNOWN: text('这条要求已经没有了', 'This note is no longer there', '无此要求', 'No such note'),
  WISH_SAME: text('要求没有改动', 'The note says the same as before', '没有改动', 'Nothing new'),
  WISHES_TOO_MANY: text(
    '最多记 {most} 条要求，请改或撤回一条',
    'There are {most} notes already; change or withdraw one',
    '要求已满',
    'Too many notes',
  ),
} satisfies Record<string, ErrorText>;

export const wishError = errorsOf(wishTexts);
