/** Rules' keys taken apart, to be said in words. */

export type RuleField = 'technician' | 'service' | 'level' | 'group' | 'type';

export interface NamedRule {
  /** A sale of goods, by the article's own percentage. */
  isSale: boolean;
  isOnTop: boolean;
  /** None: the rule for all. */
  fields: { field: RuleField; value: string }[];
}

/** What `ruleKeyOf` (and `sale`) stands for: `+ group=foot type=requested`. */
export function readRuleKey(ruleKey: string): NamedRule {
  if (ruleKey === 'sale') return { isSale: true, isOnTop: false, fields: [] };
  const isOnTop = ruleKey.startsWith('+ ');
  const pairs = (isOnTop ? ruleKey.slice(2) : ruleKey).split(' ').filter((pair) => pair !== '*');
  const fields = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return { field: pair.slice(0, at) as RuleField, value: pair.slice(at + 1) };
  });
  return { isSale: false, isOnTop, fields };
}
