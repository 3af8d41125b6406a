import type { Language } from '../../core/kernel/money.ts';

/** What screens are given. All times UTC ms, all amounts minor units of the store's currency unless said. */

export type LocalText = Record<Language, string>;

/** A file for the browser to save. */
export interface FileView {
  name: string;
  base64: string;
}
