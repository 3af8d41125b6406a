import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import type { Entry, Field } from './field.ts';

/** What a list of the settings is. */

export const deviceSheetIds = ['printers', 'lines', 'terminals', 'readers', 'voice', 'places'] as const;
export type DeviceSheetId = (typeof deviceSheetIds)[number];
export const houseSheetIds = ['store', 'wristbands', 'shifts', 'times', 'payRules', 'currencies', 'cardSales'] as const;
export type HouseSheetId = (typeof houseSheetIds)[number];
export const sheetIds = [
  ...(['rooms', 'people', 'groups', 'items', 'goods', 'tenders'] as const),
  ...houseSheetIds,
  ...deviceSheetIds,
] as const;
export type SheetId = (typeof sheetIds)[number];
/** A section as a screen holds it. */
export type SectionValue = SectionGiven<ScreenSection>;

export interface Sheet {
  id: SheetId;
  section: ScreenSection;
  /** The list of the section's value it is about. */
  fields: readonly Field[];
  entriesIn(value: SectionValue): readonly Entry[];
  withEntries(value: SectionValue, entries: readonly Entry[]): SectionValue;
  /** There is always one entry, no more and no less. */
  isOne?: boolean;
  /** It stands as a page of fields, not as a list. */
  isPage?: boolean;
  /** Typed one by one, not pasted from a spreadsheet. */
  isTyped?: boolean;
  /** Devices are found or added one by one, not pasted from a spreadsheet. */
  isDevices?: boolean;
  /** By what people know an entry, and nobody else's is the same. Default: number, code or id. */
  numberOf?(entry: Entry): string;
  /** Entries of a list that name an entry of this one: what they are after it was changed, or taken out (null). */
  follow?: { sheet: SheetId; entry(one: Entry, before: Entry, after: Entry | null): Entry | null };
}

export const numberPattern = /^[A-Za-z0-9-]{1,8}$/;
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

export const names: readonly Field[] = [
  { id: 'nameZh', path: 'name.zh-CN', kind: 'text' },
  { id: 'nameEn', path: 'name.en', kind: 'text', elseAs: 'nameZh', isFormOnly: true },
];

/** By what people know an entry of a list. */
export function numberIn({ numberOf }: Sheet, entry: Entry): string {
  return numberOf ? numberOf(entry) : String(entry.no ?? entry.code ?? entry.id);
}

/** A section that is one list. */
export function plainList(id: SheetId, list: string, fields: readonly Field[]): Sheet {
  return {
    ...{ id, section: id as ScreenSection, fields },
    entriesIn: (value) => (value as unknown as Record<string, readonly Entry[]>)[list] ?? [],
    withEntries: (value, entries) => ({ ...value, [list]: entries }) as SectionValue,
  };
}
