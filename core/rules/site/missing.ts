import { presetCurrencies, presetPrice } from '../../model/site/preset-money.ts';
import { hasPresetPay, isOpenPost, presetNames, presets } from '../../model/site/presets.ts';
import type { Site } from '../../model/site/schema.ts';

/** What a store still lacks to be opened to guests, as its settings tell. */

export const missingCodes = [
  ...(['technicians', 'prices'] as const),
  ...([
    'sheet',
    'pins',
    'staff',
    'preset-prices',
    'unserved',
    'pay',
    'printer',
    'terminals',
    'reader',
    'cards',
  ] as const),
] as const;
export type MissingCode = (typeof missingCodes)[number];

export interface MissingLine {
  code: MissingCode;
  /** How many lack it; 1 where it is one thing. */
  count: number;
  /** Without it nobody can be served; the others make it a good store. */
  isNeeded: boolean;
}

export interface MissingFacts {
  site: Site;
  /** A store to practise on lacks nothing. */
  demo: boolean;
  /** Numbers of the staff who have a PIN. */
  withPin: ReadonlySet<string>;
  /** There is no recovery sheet yet. */
  lacksSheet: boolean;
}

/** How many lack something, and whether anything is missing; by what it is. */
const checks: Record<MissingCode, (facts: MissingFacts) => number | boolean> = {
  technicians: ({ site }) => site.technicians.length === 0,
  prices: ({ site }) => site.services.every(({ price }) => price === 0),
  sheet: ({ lacksSheet }) => lacksSheet,
  pins: ({ site, withPin }) => site.staff.filter((one) => !withPin.has(one.no) && !isOpenPost(one)).length,
  staff: ({ site }) => site.staff.filter((one) => !isOpenPost(one)).length === 1,
  'preset-prices': ({ site }) => hasPresetPrices(site),
  unserved: ({ site: { services, technicians } }) => {
    const skills = new Set(technicians.flatMap((one) => one.skills));
    return technicians.length === 0 ? 0 : services.filter(({ skill }) => !skills.has(skill)).length;
  },
  pay: ({ site }) => site.commission.length === 0 || hasPresetPay(site.commission),
  printer: ({ site }) => !site.printers.some(({ prints }) => prints.includes('bill')),
  terminals: ({ site }) => site.buses.every(({ terminals }) => terminals.length === 0),
  reader: ({ site }) => site.readers.length === 0,
  cards: ({ site: { technicians, buses, readers } }) =>
    // Before there is anything to hold them to, cards are of no use.
    buses.length + readers.length === 0 ? 0 : technicians.filter(({ card }) => card === undefined).length,
};
const needed: ReadonlySet<MissingCode> = new Set(['technicians', 'prices']);

/** What is missing, what is needed first; a store for practice lacks nothing. */
export function missingToOpen(facts: MissingFacts): MissingLine[] {
  if (facts.demo) return [];
  return missingCodes.flatMap((code) => {
    const found = checks[code](facts);
    return found === false || found === 0 ? [] : [{ code, count: Number(found), isNeeded: needed.has(code) }];
  });
}

/** Whether every item still costs what the preset it came from says. */
function hasPresetPrices({ services, store: { currency: code } }: Site): boolean {
  const currency = presetCurrencies.find((one) => one.code === code);
  if (!currency) return false;
  return presetNames.some((name) => {
    const prices = new Map(presets[name].items.map((one) => [one.code, presetPrice(one.yuan, currency)]));
    return services.length > 0 && services.every((one) => prices.get(one.code) === one.price);
  });
}
