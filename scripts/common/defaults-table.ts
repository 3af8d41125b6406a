import type { z } from 'zod';
import { siteSchema } from '../../core/model/site/schema.ts';
import { settingSentences } from '../../core/model/site/setting-sentences.ts';

/** The page that shows what holds where a site file leaves something out. */
export const defaultsPage = 'docs/site-file.md';

const defaultsMarks = ['<!-- defaults: npm run site -- defaults -->', '<!-- /defaults -->'] as const;
const sentencesMarks = ['<!-- sentences: npm run site -- defaults -->', '<!-- /sentences -->'] as const;

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
}

/** Every field of the schema that says what holds without it, by path: `store.reservations.lockMinutes`. */
export function defaultsOf(schema: z.ZodType = siteSchema, path = ''): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const { shape = {}, element, innerType, options = [] } = schema.def as unknown as Def;
  const told = schema.meta() as { default?: unknown } | undefined;
  if (told && 'default' in told) found.set(path, told.default);
  for (const [name, field] of Object.entries(shape)) take(field, path === '' ? name : `${path}.${name}`);
  if (element) take(element, `${path}[]`);
  for (const one of [innerType, ...options]) if (one) take(one, path);
  return found;

  function take(inner: z.ZodType, to: string): void {
    for (const [at, value] of defaultsOf(inner, to)) found.set(at, value);
  }
}

/** As a table of the page. */
export function defaultsTable(): string {
  const rows = [...defaultsOf()].map(([path, value]) => `| \`${path}\` | \`${JSON.stringify(value)}\` |`);
  return ['| field | where it is left out |', '|---|---|', ...rows].join('\n');
}

/** What fields do, in the words that stand at them on the screen. */
export function sentencesTable(): string {
  const rows = Object.entries(settingSentences).map(([path, { en }]) => `| \`${path}\` | ${en} |`);
  return ['| field | what it does |', '|---|---|', ...rows].join('\n');
}

/** The page with its tables between their marks. Throws where the marks are gone. */
export function pageWithDefaults(page: string): string {
  return between(between(page, defaultsMarks, defaultsTable()), sentencesMarks, sentencesTable());
}

function between(page: string, [begin, end]: readonly [string, string], table: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${defaultsPage}: ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${table}\n\n${page.slice(to)}`;
}
