import type { CommissionRule } from '../../../core/model/site/commission-rule.ts';
import { settingDefaults } from '../../../core/model/site/defaults.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import { anyOfThem, type Entry, type Field, type Typed } from './field.ts';
import {
  codePattern,
  type HouseSheetId,
  names,
  numberPattern,
  plainList,
  type SectionValue,
  type Sheet,
} from './sheet.ts';

/** The house's own settings: what holds for all of it, wristbands, hours of work, pay, currencies and cards on sale. */

const optional = { isOptional: true };
const anybody = { ...optional, usual: anyOfThem };
const minutesOf = (id: string, max: number, min = 0): Field => ({ id, path: id, kind: 'count', min, max });
const perhapsMinutes = (id: string, path: string, max: number, usual: number, min = 0): Field => ({
  ...{ id, path, kind: 'count', min, max, usual: String(usual), ...optional },
});
const yesNo = (id: string, path: string, usual?: boolean): Field => ({
  ...{ id, path, kind: 'yesNo', ...(usual === undefined ? {} : { ...optional, usual: usual ? 'yes' : 'no' }) },
});

const lockedRoles = ['manager', 'technical', 'cashier', 'receptionist', 'waiter', 'cleaner', 'cook'] as const;
const { store: usual, attendance: usualTimes } = settingDefaults;

/** Under one heading, in the order of the form. */
const under = (head: string, fields: readonly Field[]): Field[] =>
  fields.map((field, at) => (at === 0 ? { ...field, head } : field));

const storeFields: readonly Field[] = [
  ...under('house', [
    { id: 'storeNameZh', path: 'name.zh-CN', kind: 'text' },
    { id: 'storeNameEn', path: 'name.en', kind: 'text', elseAs: 'storeNameZh' },
    { id: 'addressZh', path: 'address.zh-CN', kind: 'text', ...optional },
    {
      ...{ id: 'addressEn', path: 'address.en', kind: 'text', elseAs: 'addressZh', ...optional },
      appliesTo: ({ addressZh = '' }) => addressZh.trim() !== '',
    },
    { id: 'phone', path: 'phone', kind: 'text', max: 40, ...optional },
    { id: 'businessDayStartsAt', path: 'businessDayStartsAt', kind: 'time' },
    { id: 'languages', path: 'languages', kind: 'several', choices: ['zh-CN', 'en'] },
  ]),
  ...under('waiting', [
    minutesOf('toRoomMinutes', 60, 1),
    minutesOf('waitingAlarmMinutes', 120, 1),
    minutesOf('reminderMinutes', 60, 1),
    minutesOf('cancelGraceMinutes', 120),
    yesNo('autoExtend', 'autoExtend.enabled'),
    { id: 'autoExtendAfter', path: 'autoExtend.afterMinutes', kind: 'count', min: 1, max: 720 },
    yesNo('guestExtends', 'guestConfirms.extend', usual.guestConfirms.extend),
    yesNo('guestCancels', 'guestConfirms.cancel', usual.guestConfirms.cancel),
  ]),
  ...under('pauses', [
    yesNo('selfPause', 'selfPause', usual.selfPause),
    perhapsMinutes('restMinutes', 'restMinutes', 720, usual.restMinutes, 1),
  ]),
  ...under('bills', [
    { id: 'roundingUnit', path: 'rounding.unitMinor', kind: 'amount', min: 1, max: 100_000 },
    { id: 'roundingMode', path: 'rounding.mode', kind: 'choice', choices: ['down', 'up', 'nearest'] },
    { id: 'roundingLimit', path: 'rounding.limitMinor', kind: 'amount' },
    perhapsMinutes('slipMinutes', 'slipMinutes', 720, usual.slipMinutes, 1),
  ]),
  ...under('booked', [
    perhapsMinutes('lockMinutes', 'reservations.lockMinutes', 720, usual.reservations.lockMinutes),
    perhapsMinutes('keepRoomMinutes', 'reservations.keepRoomMinutes', 720, usual.reservations.keepRoomMinutes),
    perhapsMinutes('noShowMinutes', 'reservations.noShowMinutes', 720, usual.reservations.noShowMinutes, 1),
  ]),
  ...under('approvals', [
    yesNo('ownApproval', 'approvals.own', usual.approvals.own),
    {
      ...{ id: 'settingsProof', path: 'approvals.settings', kind: 'choice', choices: ['pin', 'another'] },
      ...{ ...optional, usual: usual.approvals.settings },
    },
    {
      ...{ id: 'shortClockPercent', path: 'approvals.shortClockPercent', kind: 'count', max: 100 },
      ...{ ...optional, usual: String(usual.approvals.shortClockPercent) },
    },
  ]),
  ...under(
    'locks',
    lockedRoles.map((role) => perhapsMinutes(`lock-${role}`, `screenLock.${role}`, 480, usual.screenLock[role])),
  ),
];

const store: Sheet = {
  ...{ id: 'store', section: 'store', isOne: true, isPage: true, fields: storeFields },
  numberOf: () => '',
  entriesIn: (value) => [{ ...(value as SectionGiven<'store'>).store }],
  withEntries: (value, [entry]) => ({ ...value, store: entry }) as unknown as SectionValue,
};

const bands: Sheet = {
  ...plainList('wristbands', 'wristbands', [
    { id: 'no', path: 'no', kind: 'code', pattern: numberPattern },
    { id: 'card', path: 'card', kind: 'card', ...optional },
  ]),
  section: 'cards',
};

const attendanceIn = (value: SectionValue) => (value as SectionGiven<'attendance'>).attendance;

const times: Sheet = {
  ...{ id: 'times', section: 'attendance', isOne: true, isPage: true },
  fields: [
    perhapsMinutes('lateMinutes', 'lateMinutes', 120, usualTimes.lateMinutes),
    perhapsMinutes('earlyMinutes', 'earlyMinutes', 120, usualTimes.earlyMinutes),
    perhapsMinutes('mealMinutes', 'mealMinutes', 720, usualTimes.mealMinutes, 1),
  ],
  numberOf: () => '',
  entriesIn: (value) => {
    const { shifts: _shifts, ...own } = attendanceIn(value) ?? {};
    return [{ ...own }];
  },
  withEntries: (value, [entry]) => withTimes(value, { ...entry, shifts: attendanceIn(value)?.shifts }),
};

/** Nothing said is nothing set: what is usual may become another with a later version. */
function withTimes(value: SectionValue, given: Entry): SectionValue {
  const said = Object.entries(given).filter(([, one]) => one !== undefined);
  const { attendance: _before, ...others } = value as SectionGiven<'attendance'>;
  return { ...others, ...(said.length > 0 ? { attendance: Object.fromEntries(said) } : {}) } as SectionValue;
}

const shifts: Sheet = {
  ...{ id: 'shifts', section: 'attendance' },
  fields: [
    { id: 'code', path: 'code', kind: 'code', pattern: codePattern },
    ...names,
    { id: 'from', path: 'from', kind: 'time' },
    { id: 'to', path: 'to', kind: 'time' },
  ],
  entriesIn: (value) => attendanceIn(value)?.shifts ?? usualTimes.shifts,
  withEntries: (value, entries) => {
    const isUsual = attendanceIn(value)?.shifts === undefined && sameAs(entries, usualTimes.shifts);
    return withTimes(value, { ...attendanceIn(value), ...(isUsual ? {} : { shifts: entries }) });
  },
};

function sameAs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const paid =
  (...kinds: readonly string[]) =>
  (typed: Typed) =>
    kinds.includes(typed.payKind ?? '');

/** Whose clocks a rule pays, in one line: no two rules of a store are for the same. */
function matchOf({ match = {}, onTop }: Entry): string {
  const { technician = '*', service = '*', group = '*', level = '*', type = '*' } = match as CommissionRule['match'];
  return [technician, service, group, level, type, ...(onTop ? ['+'] : [])].join(' · ');
}

const payRules: Sheet = {
  ...{ id: 'payRules', section: 'commission', isTyped: true },
  fields: [
    { id: 'ruleGroup', path: 'match.group', kind: 'choice', options: 'group', ...anybody },
    { id: 'ruleItem', path: 'match.service', kind: 'choice', options: 'item', ...anybody },
    { id: 'ruleType', path: 'match.type', kind: 'choice', options: 'clockType', ...anybody },
    { id: 'ruleLevel', path: 'match.level', kind: 'code', max: 8, options: 'level', isFree: true, ...anybody },
    { id: 'ruleTechnician', path: 'match.technician', kind: 'choice', options: 'technician', ...anybody },
    {
      ...{ id: 'payKind', path: 'pay.kind', kind: 'choice', initial: 'percent' },
      choices: ['percent', 'fixed', 'per-hour', 'monthly-tier'],
    },
    { id: 'payPercent', path: 'pay.percent', kind: 'percent', appliesTo: paid('percent') },
    { id: 'payAmount', path: 'pay.amount', kind: 'amount', appliesTo: paid('fixed', 'per-hour') },
    { id: 'payTiers', path: 'pay.tiers', kind: 'tiers', appliesTo: paid('monthly-tier') },
    yesNo('onTop', 'onTop', false),
  ],
  numberOf: matchOf,
  entriesIn: (value) =>
    (value as SectionGiven<'commission'>).commission.map((rule, at) => ({ id: `${matchOf(rule)} #${at}`, ...rule })),
  withEntries: (value, entries) => {
    const commission = entries.map(({ id: _id, ...rule }) => ({ ...rule, match: rule.match ?? {} }));
    return { ...value, commission } as unknown as SectionValue;
  },
};

const currencies: Sheet = {
  ...{ id: 'currencies', section: 'tenders' },
  fields: [
    { id: 'currencyCode', path: 'code', kind: 'code', pattern: /^[A-Z]{3}$/ },
    { id: 'rate', path: 'rate', kind: 'rate' },
  ],
  entriesIn: (value) => (value as SectionGiven<'tenders'>).currencies,
  withEntries: (value, entries) => ({ ...value, currencies: entries }) as unknown as SectionValue,
};

const cardSales: Sheet = {
  ...{ id: 'cardSales', section: 'tenders' },
  fields: [
    { id: 'code', path: 'code', kind: 'code', pattern: codePattern },
    ...names,
    { id: 'topUp', path: 'topUp', kind: 'amount' },
    { id: 'bonus', path: 'bonus', kind: 'amount', initial: '0' },
    { id: 'discount', path: 'discountPercent', kind: 'count', max: 100, initial: '0' },
  ],
  entriesIn: (value) => (value as SectionGiven<'tenders'>).cardSales,
  withEntries: (value, entries) => ({ ...value, cardSales: entries }) as unknown as SectionValue,
};

export const houseSheets: Readonly<Record<HouseSheetId, Sheet>> = {
  store,
  wristbands: bands,
  shifts,
  times,
  payRules,
  currencies,
  cardSales,
};
