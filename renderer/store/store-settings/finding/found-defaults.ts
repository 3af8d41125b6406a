import { readerPresetIds, readerPresets } from '../../../../core/model/site/reader-presets.ts';
import type { AttachedReader } from '../../../../host/parts/readers/views.ts';
import { clockRoom } from '../device-sheets.ts';
import type { Entry } from '../field.ts';

/** What is found as an entry of the settings, with what is usual for all that was not found out; pure. */

/** What a printer is for, in one press. */
export const purposes = {
  bill: { id: 'front', prints: ['bill', 'receipt', 'handover', 'payslip'] },
  dispatch: { id: 'clock-room', prints: ['dispatch'] },
  order: { id: 'kitchen', prints: [] },
} as const;
export type Purpose = keyof typeof purposes;

/** `front`, or `front-2` and so on where that is taken. */
export function freeId(wanted: string, there: readonly Entry[]): string {
  const taken = new Set(there.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** @param categories those whose orders it prints, where that is its purpose */
export function printerFrom(
  transport: Entry,
  purpose: Purpose,
  { there, categories }: { there: readonly Entry[]; categories: readonly string[] },
): Entry {
  const { id, prints } = purposes[purpose];
  const orders = purpose === 'order' ? categories.map((category) => `order:${category}`) : [];
  return {
    ...{ id: freeId(id, there), transport, paperMm: 80, encoding: 'gb18030' },
    prints: [...prints, ...orders],
  };
}

/** A reader as the system names it: of a known make where the name says so. */
export function pcscReaderFrom(name: string, there: readonly Entry[]): Entry {
  const known = readerPresetIds.find((id) => {
    const { settings } = readerPresets[id];
    return settings.type === 'pcsc' && name.toLowerCase().includes(settings.reader.toLowerCase());
  });
  const id = freeId('desk', there);
  return known ? { id, type: 'preset', preset: known } : { id, type: 'pcsc', reader: name.slice(0, 126) };
}

/** A USB reader of a make whose reports are known; null: it is to be learnt. */
export function knownHidFrom({ vendorId, productId }: AttachedReader, there: readonly Entry[]): Entry | null {
  const preset = readerPresetIds.find((id) => {
    const { settings, usb } = readerPresets[id];
    return settings.type === 'hid' && (usb as readonly string[]).includes(`${vendorId}:${productId}`);
  });
  return preset ? { id: freeId('desk', there), type: 'preset', preset } : null;
}

/** Places that have no terminal yet: the rooms in their order, the clock room last. */
export function placesLeft(rooms: readonly string[], taken: Iterable<string>): string[] {
  const there = new Set(taken);
  return [...rooms, clockRoom].filter((place) => !there.has(place));
}

/** Terminals by their address and where each hangs; those that hang nowhere yet are left out. */
export function terminalsFrom(
  line: string,
  found: readonly { address: number; rows: number | null }[],
  whereOf: ReadonlyMap<number, string>,
): Entry[] {
  return found.flatMap(({ address, rows }) => {
    const where = whereOf.get(address);
    if (!where) return [];
    const text = rows === 2 || rows === 4 ? { text: { lines: rows, columns: 16, encoding: 'ascii' } } : {};
    return [{ line, address, where, ...text }];
  });
}
