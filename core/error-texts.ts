import type { Merged } from './kernel/aggregate.ts';
import { fillText } from './kernel/error-text.ts';
import { commonTexts } from './kernel/errors.ts';
import { merged } from './kernel/merged.ts';
import type { Language } from './kernel/money.ts';
import type { aggregates } from './model/aggregates.ts';
import { textsOfAggregates } from './model/texts.ts';

/** Every refusal the store knows, each from the `errors.ts` of its aggregate. */
const texts: typeof commonTexts & Merged<typeof aggregates, 'errors'> = {
  ...commonTexts,
  ...merged(textsOfAggregates, 'errors'),
};

export type ErrorCode = keyof typeof texts;

export const errorCodes = Object.keys(texts) as ErrorCode[];

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(texts, code);
}

/**
 * The sentence of an error for a person. An unknown code (of a newer store) gives the code itself: better than
 * nothing, and it can be looked up.
 */
export function errorText(
  code: string,
  language: Language,
  context: Readonly<Record<string, unknown>> = {},
  currency = 'CNY',
): string {
  return isErrorCode(code) ? fillText(texts[code][language], language, context, currency) : code;
}

/** The error for one terminal line. */
export function shortErrorText(
  code: string,
  language: Language,
  context: Readonly<Record<string, unknown>> = {},
): string {
  return isErrorCode(code) ? fillText(texts[code].short[language], language, context, 'CNY') : code.slice(0, 16);
}
