import type { ClockType } from '../clock-types/clock-types.ts';
import type { CommissionMatch, CommissionRule } from '../site/commission-rule.ts';
import type { FrozenRule } from './frozen-rule.ts';

/** Commission rules (提成): which one a clock, or a sale, is paid by. */

/** What a rule is matched against. */
export interface ClockFacts {
  technicianNo: string;
  level: string | null;
  serviceCode: string;
  /** Of the item, not of the technician, who may be in several. */
  group: string | null;
  type: ClockType;
  /** The type whose rules pay it where none names its own. */
  paidAs: ClockType;
}

const fields = [
  'technician',
  'service',
  'level',
  'group',
  'type',
] as const satisfies readonly (keyof CommissionMatch)[];

function factOf(facts: ClockFacts, field: (typeof fields)[number]): string | null {
  switch (field) {
    case 'technician':
      return facts.technicianNo;
    case 'service':
      return facts.serviceCode;
    case 'level':
      return facts.level;
    case 'group':
      return facts.group;
    case 'type':
      return facts.type;
  }
}

/**
 * How specific a rule is: a number that two rules share only when they name the same fields. Naming the technician
 * outweighs everything, then the item, the level, the group, and last the type of clock: technician + item + type,
 * technician + item, technician, level + item, item + type, item, group + type, group, type, all.
 */
export function specificityOf(match: CommissionMatch): number {
  return fields.reduce((sum, field) => sum * 2 + (match[field] === undefined ? 0 : 1), 0);
}

/** The same text for two rules that match the same clocks: `technician=88 type=requested`, `+ group=foot`, `*`. */
export function ruleKeyOf({ match, onTop }: { match: CommissionMatch; onTop?: boolean | undefined }): string {
  const named = fields.flatMap((field) => (match[field] === undefined ? [] : [`${field}=${match[field]}`]));
  return `${onTop ? '+ ' : ''}${named.length > 0 ? named.join(' ') : '*'}`;
}

function isMatched(match: CommissionMatch, facts: ClockFacts): boolean {
  return fields.every((field) => {
    const wanted = match[field];
    return wanted === undefined || wanted === factOf(facts, field) || (field === 'type' && wanted === facts.paidAs);
  });
}

/**
 * The rules a clock is paid by: the most specific one that matches, if any, and everything that is paid on top. Two
 * rules of the same specificity that both match name the same fields with the same values, which a site file may
 * not have (or the clock's type and the one it is paid as: then its own comes first); so the order of the file
 * decides nothing.
 */
export function rulesFor(rules: readonly CommissionRule[], facts: ClockFacts): CommissionRule[] {
  const matched = rules.filter((rule) => isMatched(rule.match, facts));
  const main = matched
    .filter((rule) => !rule.onTop)
    .reduce<CommissionRule | null>(
      (best, rule) => (best && rankFor(best.match, facts) >= rankFor(rule.match, facts) ? best : rule),
      null,
    );
  const onTop = matched.filter((rule) => rule.onTop).sort((a, b) => compareText(sortKeyOf(a), sortKeyOf(b)));
  return main ? [main, ...onTop] : onTop;
}

function rankFor(match: CommissionMatch, facts: ClockFacts): number {
  return specificityOf(match) * 2 + (match.type === facts.type ? 1 : 0);
}

function sortKeyOf(rule: CommissionRule): string {
  return `${ruleKeyOf(rule)} ${JSON.stringify(rule.pay)}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How long an extension is paid for: see FrozenRule.perMinutes. Null for a main clock. */
export interface ExtensionMeasure {
  /** The unit of the item's extension. */
  unitMinutes: number;
  /** Of the main clock. */
  wholeMinutes: number;
}

/** Takes the rules that are in force now for a clock that starts. */
export function freeze(
  rules: readonly CommissionRule[],
  facts: ClockFacts,
  extension: ExtensionMeasure | null,
): FrozenRule[] {
  return rulesFor(rules, facts).map(({ match, pay, onTop = false }) => ({
    match,
    pay,
    onTop,
    perMinutes: extension && (match.type === 'extension' ? extension.unitMinutes : extension.wholeMinutes),
  }));
}
