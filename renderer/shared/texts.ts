import { en as accessEn } from './access/texts.en.ts';
import { zhCN as accessZh } from './access/texts.zh-CN.ts';
import { en as arrivalEn } from './arrival/texts.en.ts';
import { zhCN as arrivalZh } from './arrival/texts.zh-CN.ts';
import { en as authorisationEn } from './authorisation/texts.en.ts';
import { zhCN as authorisationZh } from './authorisation/texts.zh-CN.ts';
import { en as commandLineEn } from './command-line/texts.en.ts';
import { zhCN as commandLineZh } from './command-line/texts.zh-CN.ts';
import { en as handBackEn } from './hand-back/texts.en.ts';
import { zhCN as handBackZh } from './hand-back/texts.zh-CN.ts';
import { en as historyEn } from './history/texts.en.ts';
import { zhCN as historyZh } from './history/texts.zh-CN.ts';
import { en as jobsEn } from './jobs/texts.en.ts';
import { zhCN as jobsZh } from './jobs/texts.zh-CN.ts';
import { en as movingEn } from './moving/texts.en.ts';
import { zhCN as movingZh } from './moving/texts.zh-CN.ts';
import { en as ordersEn } from './orders/texts.en.ts';
import { zhCN as ordersZh } from './orders/texts.zh-CN.ts';
import { en as rosterEn } from './roster/texts.en.ts';
import { zhCN as rosterZh } from './roster/texts.zh-CN.ts';
import { en as settingsEn } from './settings/texts.en.ts';
import { zhCN as settingsZh } from './settings/texts.zh-CN.ts';
import { en as wishesEn } from './wishes/texts.en.ts';
import { zhCN as wishesZh } from './wishes/texts.zh-CN.ts';

/** The texts of what several screens use: each folder's by its name. */
export const sharedTexts = {
  'zh-CN': {
    access: accessZh,
    arrival: arrivalZh,
    authorisation: authorisationZh,
    'command-line': commandLineZh,
    'hand-back': handBackZh,
    history: historyZh,
    jobs: jobsZh,
    moving: movingZh,
    orders: ordersZh,
    roster: rosterZh,
    settings: settingsZh,
    wishes: wishesZh,
  },
  en: {
    access: accessEn,
    arrival: arrivalEn,
    authorisation: authorisationEn,
    'command-line': commandLineEn,
    'hand-back': handBackEn,
    history: historyEn,
    jobs: jobsEn,
    moving: movingEn,
    orders: ordersEn,
    roster: rosterEn,
    settings: settingsEn,
    wishes: wishesEn,
  },
};
