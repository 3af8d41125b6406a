import type { Language } from '../../core/kernel/money.ts';
import type { Site } from '../../core/model/site/schema.ts';

/** Words of the demo that stand in no site file: guests who reserved, and reasons. */
export interface DemoWords {
  ladyForTwo: string;
  gentlemanForSpa: string;
  gentlemanTomorrow: string;
  ladyTomorrow: string;
  pipes: string;
  delivery: string;
  fullMonth: string;
  waitedTooLong: string;
  changedMind: string;
  /** Guests who book day by day. */
  guests: readonly string[];
}

const words: Readonly<Record<Language, DemoWords>> = {
  'zh-CN': {
    ...{ ladyForTwo: '陈女士', gentlemanForSpa: '刘先生', gentlemanTomorrow: '孙先生', ladyTomorrow: '何小姐' },
    ...{ pipes: '水管检修', delivery: '进货', fullMonth: '全勤奖' },
    ...{ waitedTooLong: '客人不等了', changedMind: '客人改主意' },
    guests: ['陈女士', '刘先生', '孙先生', 'Mary Chen', '何小姐'],
  },
  en: {
    ...{ ladyForTwo: 'Ms Parker', gentlemanForSpa: 'Mr Lewis', gentlemanTomorrow: 'Mr Sutton' },
    ...{ ladyTomorrow: 'Ms Hale', pipes: 'Water pipe is being mended', delivery: 'Delivery', fullMonth: 'Full month' },
    ...{ waitedTooLong: 'Did not want to wait', changedMind: 'Changed their mind' },
    guests: ['Ms Parker', 'Mr Lewis', 'Mr Sutton', 'Mary Chen', 'Ms Hale'],
  },
};

/** In the language of the house. */
export function demoWords({ store }: Pick<Site, 'store'>): DemoWords {
  return words[store.languages[0] ?? 'zh-CN'];
}

/** A site file's text as that of a house in a language: people are called, paper is printed and rooms are called in it. */
export function siteIn(language: Language, json: string): string {
  const site = JSON.parse(json) as Pick<Site, 'store' | 'voice'>;
  const { languages } = site.store;
  const store = { ...site.store, languages: [language, ...languages.filter((other) => other !== language)] };
  return JSON.stringify({ ...site, store, voice: { ...site.voice, languages: [language] } });
}
