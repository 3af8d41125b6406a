import { pinyin } from 'pinyin-pro';
import { normalCode } from '../../core/kernel/typed.ts';

const known = new Map<string, string>();

/** The pinyin initials of a name (`何丽` → `hl`), lower case; letters and digits in it stay. */
export function initialsOf(name: string): string {
  let initials = known.get(name);
  if (initials === undefined) {
    initials = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
      .join('')
      .toLowerCase();
    known.set(name, initials);
  }
  return initials;
}

/** Whether what was typed finds a thing: by the start of its code, within its name, or by its initials. */
export function isFound(typed: string, code: string, names: readonly string[]): boolean {
  const wanted = normalCode(typed).toLowerCase();
  if (wanted === '') return true;
  if (code.toLowerCase().startsWith(wanted)) return true;
  return names.some((name) => normalCode(name).toLowerCase().includes(wanted) || initialsOf(name).startsWith(wanted));
}
