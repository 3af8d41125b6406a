import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../core/kernel/money.ts';
import { rememberedLanguage } from './storage.ts';

export const i18n = i18next;

/** Starts the texts (by language and namespace), in the language last used on this screen. */
export function setUpLanguage(texts: Readonly<Record<Language, Resource[string]>>): void {
  void i18next.use(initReactI18next).init({
    resources: texts,
    // `npm start -- --language en` opens the screens with the language in the address.
    lng: languageOf(new URLSearchParams(location.search).get('language') ?? rememberedLanguage.get('')),
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initAsync: false,
    // A text that is missing is a mistake in the program: it is logged, and seen by the tests.
    saveMissing: true,
    missingKeyHandler: (languages, namespace, key) => {
      console.error(`no text ${namespace}:${key} in ${languages.join(', ')}`);
    },
  });
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
}

/** Chinese unless it says English. */
export function languageOf(text: string | null | undefined): Language {
  return text === 'en' ? 'en' : 'zh-CN';
}

/** Changes the language and remembers it for this person and this screen. */
export function chooseLanguage(language: Language, staffNo: string): void {
  rememberedLanguage.set('', language);
  rememberedLanguage.set(staffNo, language);
  void i18next.changeLanguage(language);
}

/** Goes to the language this person chose last, if any. */
export function recallLanguage(staffNo: string): void {
  const language = rememberedLanguage.get(staffNo);
  if (language !== null && language !== i18next.language) void i18next.changeLanguage(languageOf(language));
}
