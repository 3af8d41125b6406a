import type { HolderKind, HolderName, HoldersSlice } from './holders.ts';

/** How people are told who or what something that happened was about. */
export interface Shown {
  /** The number it had: the present one, or the last before it passed on or was given up. */
  no: string;
  /** Empty for what is known by its number alone, and for what nobody knows. */
  name: HolderName;
  /** It does not stand in the settings any more. */
  hasLeft: boolean;
}

/** Whoever or whatever is known by a key, also after leaving the settings. */
export function shownOf(settings: HoldersSlice, kind: HolderKind, key: string): Shown {
  const holder = settings.holderByKey(kind, key);
  if (!holder) return { no: key, name: '', hasLeft: false };
  return { no: holder.no, name: holder.name ?? '', hasLeft: !holder.isPresent };
}

/** A person's name; empty where nobody knows it. */
export function personName(settings: HoldersSlice, key: string): string {
  const { name } = shownOf(settings, 'person', key);
  return typeof name === 'string' ? name : name['zh-CN'];
}

/** A person's number as people see it. */
export function personNo(settings: HoldersSlice, key: string): string {
  return shownOf(settings, 'person', key).no;
}

/**
 * Who did something, for people: the number, by which screens find the name; for somebody whose number has passed on,
 * number and name as they were.
 */
export function doneBy(settings: HoldersSlice, key: string): string {
  return key.startsWith('~') ? `${personNo(settings, key)} ${personName(settings, key)}`.trim() : key;
}
