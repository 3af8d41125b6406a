import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import { deviceSheets } from './device-sheets.ts';
import type { Typed } from './field.ts';
import { houseSheets } from './house-sheets.ts';
import {
  codePattern,
  names,
  numberPattern,
  plainList,
  type SectionValue,
  type Sheet,
  type SheetId,
  sheetIds,
} from './sheet.ts';

/** The lists of the settings that are edited on a screen, each with its fields. */

export const staffRoles: readonly StaffRole[] = [
  'manager',
  'receptionist',
  'cashier',
  'waiter',
  'cleaner',
  'cook',
  'technical',
];

const keypadPattern = /^[0-9]{1,6}$/;
const isTechnician = ({ role }: Typed) => role === undefined || /^(technician|技师)$/i.test(role.trim());

/** Technicians and the other staff are one list of people; who is a technician has the role for a mark. */
const people: Sheet = {
  id: 'people',
  section: 'people',
  fields: [
    { id: 'role', path: 'role', kind: 'choice', options: 'role', initial: 'technician' },
    { id: 'no', path: 'no', kind: 'code', pattern: numberPattern },
    { id: 'name', path: 'name', kind: 'text' },
    { id: 'gender', path: 'gender', kind: 'choice', options: 'gender', initial: 'F', appliesTo: isTechnician },
    { id: 'groups', path: 'groups', kind: 'several', options: 'group', appliesTo: isTechnician },
    {
      id: 'skills',
      path: 'skills',
      kind: 'several',
      options: 'skill',
      isFree: true,
      pattern: codePattern,
      appliesTo: isTechnician,
    },
    { id: 'level', path: 'level', kind: 'code', max: 8, options: 'level', isFree: true, appliesTo: isTechnician },
    { id: 'hiredOn', path: 'hiredOn', kind: 'date', appliesTo: isTechnician, isFormOnly: true },
    {
      ...{ id: 'discount', path: 'discountLimitPercent', kind: 'count', min: 0, max: 100 },
      ...{ isOptional: true, isFormOnly: true, appliesTo: (typed) => !isTechnician(typed) },
    },
    { id: 'card', path: 'card', kind: 'card', isOptional: true },
  ],
  entriesIn: (value) => {
    const { technicians, staff } = value as SectionGiven<'people'>;
    return [...technicians.map((one) => ({ ...one, role: 'technician' })), ...staff];
  },
  withEntries: (value, entries) => {
    const technicians = entries.filter(({ role }) => role === 'technician').map(({ role: _role, ...one }) => one);
    const staff = entries.filter(({ role }) => role !== 'technician');
    return { ...value, technicians, staff } as unknown as SectionValue;
  },
};

const groups: Sheet = {
  ...{ id: 'groups', section: 'people' },
  fields: [{ id: 'code', path: 'code', kind: 'code', pattern: codePattern }, ...names],
  entriesIn: (value) => (value as SectionGiven<'people'>).groups,
  withEntries: (value, entries) => ({ ...value, groups: entries }) as unknown as SectionValue,
};

export const sheets: Readonly<Record<SheetId, Sheet>> = {
  rooms: plainList('rooms', 'rooms', [
    { id: 'no', path: 'no', kind: 'code', pattern: numberPattern },
    { id: 'floor', path: 'floor', kind: 'code', max: 8, options: 'floor', isFree: true },
    { id: 'kind', path: 'kind', kind: 'code', pattern: codePattern, options: 'kind', isFree: true },
    { id: 'beds', path: 'beds', kind: 'count', min: 1, max: 40, initial: '1' },
    { id: 'minimumCharge', path: 'minimumCharge', kind: 'amount', isOptional: true },
  ]),
  people,
  groups,
  items: plainList('items', 'services', [
    { id: 'code', path: 'code', kind: 'code', pattern: keypadPattern },
    ...names,
    { id: 'minutes', path: 'minutes', kind: 'count', min: 1, max: 720, initial: '60' },
    { id: 'price', path: 'price', kind: 'amount' },
    { id: 'group', path: 'group', kind: 'choice', options: 'group' },
    { id: 'skill', path: 'skill', kind: 'code', pattern: codePattern, options: 'skill', isFree: true },
    { id: 'extensionMinutes', path: 'extension.minutes', kind: 'count', min: 1, max: 720, initial: '30' },
    { id: 'extensionPrice', path: 'extension.price', kind: 'amount' },
    { id: 'guests', path: 'guests', kind: 'count', min: 1, max: 10, isOptional: true, isFormOnly: true },
    { id: 'technicians', path: 'technicians', kind: 'count', min: 1, max: 10, isOptional: true, isFormOnly: true },
    { id: 'countsAsTurn', path: 'countsAsTurn', kind: 'yesNo', isOptional: true, isFormOnly: true },
    {
      id: 'minimumMinutes',
      path: 'minimumMinutes',
      kind: 'count',
      min: 1,
      max: 720,
      isOptional: true,
      isFormOnly: true,
    },
    {
      ...{ id: 'soldOn', path: 'availability.days', kind: 'several', isOptional: true, isFormOnly: true },
      choices: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    },
    {
      ...{ id: 'soldFrom', path: 'availability.from', kind: 'time', isFormOnly: true },
      appliesTo: ({ soldOn = '' }) => soldOn !== '',
    },
    {
      ...{ id: 'soldTo', path: 'availability.to', kind: 'time', isFormOnly: true },
      appliesTo: ({ soldOn = '' }) => soldOn !== '',
    },
  ]),
  goods: plainList('goods', 'goods', [
    { id: 'code', path: 'code', kind: 'code', pattern: codePattern },
    ...names,
    { id: 'price', path: 'price', kind: 'amount' },
    { id: 'category', path: 'category', kind: 'code', pattern: codePattern, options: 'category', isFree: true },
    { id: 'discountable', path: 'discountable', kind: 'yesNo', isOptional: true, isFormOnly: true },
    { id: 'goodsCommission', path: 'commissionPercent', kind: 'percent', isOptional: true, isFormOnly: true },
    { id: 'stock', path: 'stock', kind: 'count', max: 1_000_000, isOptional: true, isFormOnly: true },
  ]),
  tenders: plainList('tenders', 'tenders', [
    { id: 'code', path: 'code', kind: 'code', pattern: codePattern },
    ...names,
    { id: 'tenderKind', path: 'kind', kind: 'choice', options: 'tender' },
    { id: 'currency', path: 'currency', kind: 'choice', options: 'currency' },
    { id: 'countsAsRevenue', path: 'countsAsRevenue', kind: 'yesNo', initial: 'yes' },
    { id: 'givesChange', path: 'givesChange', kind: 'yesNo', isOptional: true },
    { id: 'opensDrawer', path: 'opensDrawer', kind: 'yesNo', isOptional: true, isFormOnly: true },
    { id: 'needsReference', path: 'needsReference', kind: 'yesNo', isOptional: true, isFormOnly: true },
    { id: 'changeLimit', path: 'changeLimit', kind: 'amount', isOptional: true, isFormOnly: true },
  ]),
  ...houseSheets,
  ...deviceSheets,
};

/** The sheets of one section. */
export function sheetsOf(section: ScreenSection): Sheet[] {
  return sheetIds.map((id) => sheets[id]).filter((sheet) => sheet.section === section);
}
