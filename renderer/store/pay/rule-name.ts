import { useTranslation } from 'react-i18next';
import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import { type NamedRule, readRuleKey } from '../../../core/model/commission/rule-key.ts';
import type { CommissionPay } from '../../../core/model/site/commission-rule.ts';

import { useFormat } from '../../client/format.ts';

/** A commission rule's key in the shop's words. */
export function useRuleName(): (ruleKey: string) => string {
  const { t } = useTranslation(['pay', 'common']);
  const format = useFormat();
  return (ruleKey) => {
    const { isSale, isOnTop, fields } = readRuleKey(ruleKey);
    if (isSale) return t('rule.sale');
    const wordOf = ({ field, value }: NamedRule['fields'][number]): string => {
      switch (field) {
        case 'technician':
          return t('common:technician', { no: value });
        case 'service':
          return format.service(value);
        case 'level':
          return t('rule.level', { level: value });
        case 'group':
          return format.group(value);
        case 'type':
          return t(`common:clockType.${value as ClockType}`);
      }
    };
    const named = fields.map(wordOf);
    const name = named.length > 0 ? named.join(' · ') : t('rule.all');
    return isOnTop ? t('rule.onTop', { name }) : name;
  };
}

/** How a rule pays: `45.00 a clock`, `32.5 %`. */
export function usePayText(): (pay: CommissionPay) => string {
  const { t } = useTranslation('pay');
  const format = useFormat();
  return (pay) => {
    switch (pay.kind) {
      case 'fixed':
        return t('rule.fixed', { amount: format.money(pay.amount) });
      case 'percent':
        return t('rule.percent', { percent: pay.percent });
      case 'per-hour':
        return t('rule.perHour', { amount: format.money(pay.amount) });
      case 'monthly-tier':
        return t('rule.tier');
    }
  };
}
