import { TRPCClientError } from '@trpc/client';
import { errorText } from '../../core/error-texts.ts';
import { i18n, languageOf } from './i18n.ts';

/** An error of the store as it crossed the wire. */
export interface StoreRefusal {
  code: string;
  context: Readonly<Record<string, unknown>>;
}

/** The store's answer in an error, or null where the store never answered (the line broke). */
export function refusalOf(error: unknown): StoreRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('storeCode' in data) || typeof data.storeCode !== 'string') {
    return null;
  }
  const context = 'context' in data && typeof data.context === 'object' && data.context !== null ? data.context : {};
  return { code: data.storeCode, context: { ...context } };
}

/** What to tell the person at the screen, in the language in use. */
export function textOfError(error: unknown): string {
  const refusal = refusalOf(error);
  return refusal ? errorText(refusal.code, languageOf(i18n.language), refusal.context) : i18n.t('common:lost.short');
}
