import { z } from 'zod';
import type { Language } from '../../kernel/money.ts';
import { localText } from '../../kernel/site-fields.ts';

const firstLanguage = z.object({
  store: z.object({ languages: z.tuple([z.enum(['zh-CN', 'en'])]).rest(z.unknown()) }),
});
const named = z.looseObject({ name: localText });

/**
 * A file may have the names of people in both languages: each then goes by the one of the store's first language, as a
 * person has one name. What is of any other form stays as it is.
 */
export function withOwnNames(file: unknown): unknown {
  const { success, data } = firstLanguage.safeParse(file);
  if (!success) return file;
  const [language] = data.store.languages;
  const lists = file as Record<string, unknown>;
  return {
    ...lists,
    ...ownNames('technicians', lists, language),
    ...ownNames('staff', lists, language),
  };
}

function ownNames(list: string, { [list]: people }: Record<string, unknown>, language: Language): object {
  if (!Array.isArray(people)) return {};
  const own = people.map((person: unknown) => {
    const { success, data } = named.safeParse(person);
    return success ? { ...data, name: data.name[language] } : person;
  });
  return { [list]: own };
}
