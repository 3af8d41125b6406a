import { sharedTexts } from '../shared/texts.ts';
import { en } from './en/index.ts';
import { zhCN } from './zh-CN/index.ts';

/** Every text of the screens, by language and namespace. */
export const texts = { 'zh-CN': { ...sharedTexts['zh-CN'], ...zhCN }, en: { ...sharedTexts.en, ...en } };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof texts)['zh-CN'];
    // Texts are plain strings for the compiler: what they take is checked by the tests of both languages.
    strictInterpolationChecks: false;
  }
}
