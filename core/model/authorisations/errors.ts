import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about a manager’s approval. */
export const authorisationTexts = {
  AUTHORISATION_NEEDED: text(
    '此操作需要经理授权，请经理刷卡或输入密码',
    'This needs a manager’s authorisation: by card or PIN',
    '需经理授权',
    'Manager needed',
  ),
  AUTHORISATION_UNKNOWN: text(
    '没有这个授权，请重新授权',
    'There is no such authorisation; ask for another',
    '无此授权',
    'No approval',
  ),
  AUTHORISATION_USED: text(
    '这个授权已经用过，请重新授权',
    'This authorisation has been used; ask for another',
    '授权已用',
    'Approval used',
  ),
  AUTHORISATION_EXPIRED: text(
    '授权已过期，请重新授权',
    'The authorisation is too old; ask for another',
    '授权已过期',
    'Approval too old',
  ),
  AUTHORISATION_FOR_ANOTHER: text(
    '这个授权不是给这一操作的，请重新授权',
    'The authorisation was given for something else; ask for another',
    '授权不符',
    'Wrong approval',
  ),
  AUTHORISATION_OWN: text(
    '不能自己授权自己，请另一位经理授权',
    'Nobody approves the own act here: ask another manager',
    '不能自己授权',
    'Not by oneself',
  ),
  AUTHORISATION_NOT_FOR_THIS: text(
    '{act} 不用经理授权，请直接操作',
    '{act} needs no manager’s authorisation: just do it',
    '不用授权',
    'None is needed',
  ),
  AUTHORISATION_CARD_GONE: text(
    '请经理再刷一次卡',
    'The manager’s card has to be held again',
    '请经理再刷卡',
    'Card again',
  ),
} satisfies Record<string, ErrorText>;

export const authorisationError = errorsOf(authorisationTexts);
