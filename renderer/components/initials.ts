import { pinyin } from 'pinyin-pro';
import { normalCode } from '../../core/kernel/typed.ts';

/** Initials inside a name are asked for by more than one letter: one alone would find nearly everything. */
const leastInside = 2;

const isChinese = /\p{Script=Han}/u;
const charactersOf = (name: string) => [...name].filter((character) => /\S/.test(character));
const known = new Map<string, readonly (readonly string[])[]>();

/**
 * The letters each character of a name may begin with, lower case: every reading it has, and as a family name, which
 * may be another (`曾`: `c`, `z`). Letters and digits are themselves; what has no reading stands for itself.
 */
function initialsOf(name: string): readonly (readonly string[])[] {
  let initials = known.get(name);
  if (initials === undefined) {
    const characters = charactersOf(name);
    const asName = pinyin(characters.join(''), { surname: 'head', toneType: 'none', type: 'array', nonZh: 'spaced' });
    initials = characters.map((character, at) => {
      const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
      return [...new Set([...readings, asName[at] ?? ''].flatMap((reading) => [...reading.toLowerCase()].slice(0, 1)))];
    });
    known.set(name, initials);
  }
  return initials;
}

/** Whether letters are the initials of a name from its first character on, or from one inside it. */
function areInitials(letters: string, name: string): boolean {
  const wanted = [...letters];
  const initials = initialsOf(name);
  const fitsAt = (from: number) => wanted.every((letter, at) => initials[from + at]?.includes(letter) ?? false);
  if (fitsAt(0)) return true;
  // Words of letters are found as they are written, not across the gaps between them.
  const characters = charactersOf(name);
  return (
    wanted.length >= leastInside && characters.some((one, from) => from > 0 && isChinese.test(one) && fitsAt(from))
  );
}

/** Whether what was typed finds a thing: by the start of its code, within its name, or by its initials. */
export function isFound(typed: string, code: string, names: readonly string[]): boolean {
  const wanted = normalCode(typed).toLowerCase();
  if (wanted === '') return true;
  if (code.toLowerCase().startsWith(wanted)) return true;
  return names.some((name) => normalCode(name).toLowerCase().includes(wanted) || areInitials(wanted, name));
}
