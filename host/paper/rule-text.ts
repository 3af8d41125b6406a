import type { Language } from '../../core/kernel/money.ts';
import { type NamedRule, readRuleKey } from '../../core/model/commission/rule-key.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import { sheetWords } from './sheet-words.ts';
import { clockTypeWords } from './words.ts';

/** A rule's key (`+ group=foot type=requested`) in the shop's words: `足疗部 · 点钟 (另加)`. */
export function ruleText(ruleKey: string, site: SiteIndex, language: Language): string {
  const isChinese = language === 'zh-CN';
  const { isSale, isOnTop, fields } = readRuleKey(ruleKey);
  if (isSale) return sheetWords.sale[language];
  const wordOf = ({ field, value }: NamedRule['fields'][number]): string => {
    switch (field) {
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
    }
  };
  const named = fields.map(wordOf);
  const all = isChinese ? '全部' : 'all';
  const name = named.length > 0 ? named.join(' · ') : all;
  return isOnTop ? `${name} (${isChinese ? '另加' : 'on top'})` : name;
}
