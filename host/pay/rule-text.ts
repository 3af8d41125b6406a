import type { Language } from '../../core/money.ts';
import type { SiteIndex } from '../../core/site/site-index.ts';
import { clockTypeWords } from '../tickets/words.ts';
import { sheetWords } from './words.ts';

/** A rule's key (`+ group=foot type=requested`) in the shop's words: `足疗部 点钟 +`. */
export function ruleText(ruleKey: string, site: SiteIndex, language: Language): string {
  const isChinese = language === 'zh-CN';
  if (ruleKey === 'sale') return sheetWords.sale[language];
  const isOnTop = ruleKey.startsWith('+ ');
  const named = ruleKey
    .replace('+ ', '')
    .split(' ')
    .map((pair) => {
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      switch (pair.slice(0, Math.max(0, at))) {
        case 'technician':
          return isChinese ? `${value} 号` : `No. ${value}`;
        case 'service':
          return site.services.get(value)?.name[language] ?? value;
        case 'level':
          return isChinese ? `${value} 级` : `level ${value}`;
        case 'group':
          return site.site.groups.find((group) => group.code === value)?.name[language] ?? value;
        case 'type':
          return Object.entries(clockTypeWords).find(([type]) => type === value)?.[1][language] ?? value;
        default:
          return isChinese ? '全部' : 'all';
      }
    })
    .join(' · ');
  return isOnTop ? `${named} (${isChinese ? '另加' : 'on top'})` : named;
}
