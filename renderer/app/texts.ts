import type { Language } from '../../core/kernel/money.ts';
import { en as commonEn } from '../client/texts.en.ts';
import { zhCN as commonZh } from '../client/texts.zh-CN.ts';
import { sharedTexts } from '../shared/texts.ts';
import { screens } from '../store/screens.ts';
import { en as guideEn } from './guide/texts.en.ts';
import { zhCN as guideZh } from './guide/texts.zh-CN.ts';
import { en as shellEn } from './shell/texts.en.ts';
import { zhCN as shellZh } from './shell/texts.zh-CN.ts';
import { en as signInEn } from './sign-in/texts.en.ts';
import { zhCN as signInZh } from './sign-in/texts.zh-CN.ts';

/** The texts of every screen, by its id. */
type ScreenTexts = { [S in (typeof screens)[number] as S['id']]: S['texts']['zh-CN'] };

function screenTexts(language: Language): ScreenTexts {
  return Object.fromEntries(screens.map(({ id, texts }) => [id, texts[language]])) as unknown as ScreenTexts;
}

/** Every text there is, by language and namespace. */
export const texts = {
  'zh-CN': {
    common: commonZh,
    ...sharedTexts['zh-CN'],
    ...screenTexts('zh-CN'),
    guide: guideZh,
    shell: shellZh,
    'sign-in': signInZh,
  },
  en: {
    common: commonEn,
    ...sharedTexts.en,
    ...screenTexts('en'),
    guide: guideEn,
    shell: shellEn,
    'sign-in': signInEn,
  },
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof texts)['zh-CN'];
    // Texts are plain strings for the compiler: what they take is checked by the tests of both languages.
    strictInterpolationChecks: false;
  }
}
