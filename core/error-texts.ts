import { authorisationTexts } from './error-texts/authorisations.ts';
import { cardTexts } from './error-texts/cards.ts';
import { clockEndTexts } from './error-texts/clock-ends.ts';
import { clockTexts } from './error-texts/clocks.ts';
import { deviceTexts } from './error-texts/devices.ts';
import { orderTexts } from './error-texts/orders.ts';
import { payTexts } from './error-texts/pay.ts';
import { peopleTexts } from './error-texts/people.ts';
import { reservationTexts } from './error-texts/reservations.ts';
import { roomTexts } from './error-texts/rooms.ts';
import { rotationTexts } from './error-texts/rotation.ts';
import { salesTexts } from './error-texts/sales.ts';
import { storeTexts } from './error-texts/store.ts';
import type { ErrorText } from './error-texts/text.ts';
import { formatOwnMinor, type Language } from './money.ts';

/** Every refusal the store knows, each in the file of its subject (`error-texts/`). */
const texts = {
  ...storeTexts,
  ...peopleTexts,
  ...deviceTexts,
  ...cardTexts,
  ...roomTexts,
  ...reservationTexts,
  ...clockTexts,
  ...clockEndTexts,
  ...orderTexts,
  ...authorisationTexts,
  ...rotationTexts,
  ...salesTexts,
  ...payTexts,
} satisfies Record<string, ErrorText>;

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
  return isErrorCode(code) ? fill(texts[code][language], language, context, currency) : code;
}

/** The error for one terminal line. */
export function shortErrorText(
  code: string,
  language: Language,
  context: Readonly<Record<string, unknown>> = {},
): string {
  return isErrorCode(code) ? fill(texts[code].short[language], language, context, 'CNY') : code.slice(0, 16);
}

function fill(
  template: string,
  language: Language,
  context: Readonly<Record<string, unknown>>,
  currency: string,
): string {
  return template.replace(/\{(\w+)(:money)?\}/g, (_, name: string, money: string | undefined) => {
    const value = context[name];
    if (money && typeof value === 'number') return formatOwnMinor(value, currency, language);
    return value === undefined || value === null ? '?' : String(value);
  });
}
