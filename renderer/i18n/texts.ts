import { en } from './en/index.ts';
import { zhCN } from './zh-CN/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
    // Texts are plain strings for the compiler: what they take is checked by the tests of both languages.
    strictInterpolationChecks: false;
  }
}

/** Every text of the screens, by language and namespace. */
export const texts = { 'zh-CN': zhCN, en };
