import type { Merged } from './kernel/aggregate.ts';
import { fillText } from './kernel/error-text.ts';
import { commonTexts } from './kernel/errors.ts';
import type { Language } from './kernel/money.ts';
import type { aggregates } from './model/aggregates.ts';
import { attendanceTexts } from './model/attendance/errors.ts';
import { authorisationTexts } from './model/authorisations/errors.ts';
import { billTexts } from './model/bills/errors.ts';
import { cardTexts } from './model/cards/errors.ts';
import { clockTexts } from './model/clocks/errors.ts';
import { commissionTexts } from './model/commission/errors.ts';
import { deviceTexts } from './model/devices/errors.ts';
import { goodsTexts } from './model/goods/errors.ts';
import { reservationTexts } from './model/reservations/errors.ts';
import { roomTexts } from './model/rooms/errors.ts';
import { rotationTexts } from './model/rotation/errors.ts';
import { serviceCallTexts } from './model/service-calls/errors.ts';
import { siteTexts } from './model/site/errors.ts';
import { staffTexts } from './model/staff/errors.ts';
import { technicianTexts } from './model/technicians/errors.ts';
import { visitTexts } from './model/visits/errors.ts';

/**
 * Every refusal the store knows, each from the `errors.ts` of its aggregate. A list of its own, because screens need
 * the texts and not the schemas that the aggregates bring along; one that is missing here is a type error.
 */
const texts: typeof commonTexts & Merged<typeof aggregates, 'errors'> = {
  ...commonTexts,
  ...siteTexts,
  ...staffTexts,
  ...deviceTexts,
  ...cardTexts,
  ...roomTexts,
  ...visitTexts,
  ...serviceCallTexts,
  ...reservationTexts,
  ...technicianTexts,
  ...clockTexts,
  ...authorisationTexts,
  ...rotationTexts,
  ...goodsTexts,
  ...billTexts,
  ...commissionTexts,
  ...attendanceTexts,
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
