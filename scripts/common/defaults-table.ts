import type { z } from 'zod';
import { siteSchema } from '../../core/model/site/schema.ts';

/** The page that shows what holds where a site file leaves something out. */
export const defaultsPage = 'docs/site-file.md';

const [begin, end] = ['<!-- defaults: npm run site -- defaults -->', '<!-- /defaults -->'];

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

/** The page with the table between its marks. Throws where the marks are gone. */
export function pageWithDefaults(page: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${defaultsPage}: ${begin} … ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${defaultsTable()}\n\n${page.slice(to)}`;
}
