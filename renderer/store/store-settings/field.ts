import { minorToDecimal, parseAmount } from '../../../core/kernel/money.ts';
import { normalCode, normalText, timeTyped } from '../../../core/kernel/typed.ts';

/** What can be typed about an entry of the settings, field by field, and back; pure, and never throws. */

/** An entry of a section: a room, a person, an item. */
export type Entry = Readonly<Record<string, unknown>>;
/** What stands in the fields of a form or in the cells of a row, by the field's id; what is missing is empty. */
export type Typed = Readonly<Record<string, string>>;

export type FieldKind =
  | 'text'
  | 'code'
  | 'amount'
  | 'count'
  | 'choice'
  | 'several'
  | 'yesNo'
  | 'date'
  | 'card'
  | 'bytes'
  | 'time'
  | 'rate'
  | 'percent'
  /** Amounts from so many clocks a month on: `0=10、50=15`. */
  | 'tiers';
/** Where the choices of a field come from. */
export type OptionsOf =
  | 'role'
  | 'gender'
  | 'group'
  | 'skill'
  | 'kind'
  | 'floor'
  | 'level'
  | 'category'
  | 'tender'
  | 'currency'
  | 'line'
  | 'place'
  | 'printer'
  | 'prints'
  | 'item'
  | 'clockType'
  | 'technician';

/** What an empty field means that says for whom something is. */
export const anyOfThem = '*';

export interface Field {
  /** Names it in the texts. */
  id: string;
  /** Where it stands in the entry: `extension.price`. */
  path: string;
  kind: FieldKind;
  /** May be left empty; the entry has no such field then. */
  isOptional?: boolean;
  min?: number;
  max?: number;
  pattern?: RegExp;
  options?: OptionsOf;
  /** Choices that are the same in every store; the texts name each, by the field's id. */
  choices?: readonly string[];
  /** What choices are called that have a name of their own in every language. */
  labels?: Readonly<Record<string, string>>;
  /** The choices stand for numbers. */
  isNumber?: boolean;
  /** Anything may be typed; the options are suggestions. */
  isFree?: boolean;
  /** What stands there in a new entry. */
  initial?: string;
  /** Stands in the form alone. */
  isFormOnly?: boolean;
  /** What holds when it is left empty, as it would be typed. */
  usual?: string;
  /** The heading it stands under with those that follow. */
  head?: string;
  /** What it is when left empty, where that is something. */
  whenEmpty?: unknown;
  /** Left empty it is as another field. */
  elseAs?: string;
  /** Whether entries of this sort have it at all. */
  appliesTo?: (typed: Typed) => boolean;
}

export interface Option {
  value: string;
  label: string;
  /** Other words that mean it. */
  words: readonly string[];
}
export type Options = Readonly<Record<OptionsOf, readonly Option[]>>;

/** What is wrong with a field: `missing`, or what is not understood. */
export type FieldProblem =
  | 'missing'
  | 'code'
  | 'amount'
  | 'count'
  | 'option'
  | 'date'
  | 'long'
  | 'time'
  | 'rate'
  | 'percent'
  | 'tiers';
export type Problems = Readonly<Record<string, FieldProblem>>;

/** Between several of a kind in one field. */
const separators = /[、,，;；|/／\n]+/;
const yes: readonly string[] = ['是', '有', 'yes', 'y', 'true', '1', '√', '✓', 'x'];
const no: readonly string[] = ['否', '无', '没有', 'no', 'n', 'false', '0', '×'];

/** The bytes of a line as they are typed: what cannot be is written as `\\x02`. */
function shownBytes(text: string): string {
  return Array.from(text, (one) => {
    const isPlain = one > ' ' && one <= '~' && one !== '\\';
    return isPlain ? one : `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`;
  }).join('');
}

function readBytes(text: string, { max = 8 }: Field): Read {
  const bytes = text
    .trim()
    .replace(/\\x([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (bytes.length > max) return { problem: 'long' };
  return [...bytes].every((one) => one <= '\u00ff') ? { value: bytes } : { problem: 'code' };
}

/** What may be chosen in a field, by value. */
export function optionsIn({ options: of, choices, labels }: Field, options: Options): readonly Option[] {
  if (of) return options[of];
  return (choices ?? []).map((value) => ({ value, label: labels?.[value] ?? value, words: [] }));
}

function at(entry: Entry, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => (found as Entry | undefined)?.[name], entry);
}

/** The entry with a value at a path; undefined takes it out. */
function withAt(entry: Entry, path: string, value: unknown): Entry {
  const [name = '', ...rest] = path.split('.');
  const { [name]: before, ...others } = entry;
  if (rest.length > 0) {
    const inner = withAt((before as Entry | undefined) ?? {}, rest.join('.'), value);
    // What nothing is left of is not there.
    return Object.keys(inner).length === 0 ? others : { ...entry, [name]: inner };
  }
  if (value === undefined) return others;
  // What is there stays in its place.
  return name in entry ? { ...entry, [name]: value } : { ...others, [name]: value };
}

/** An entry as it stands in a form. */
export function typedOf(entry: Entry, fields: readonly Field[], currency: string): Typed {
  return Object.fromEntries(
    fields.map(({ id, path, kind }) => {
      const value = at(entry, path);
      if (value === undefined || value === null) return [id, ''];
      if (kind === 'amount') return [id, minorToDecimal(value as number, currency)];
      if (kind === 'several') return [id, (value as readonly string[]).join('、')];
      if (kind === 'yesNo') return [id, value === true ? 'yes' : 'no'];
      if (kind === 'tiers') return [id, shownTiers(value as readonly Tier[], currency)];
      if (kind === 'bytes') return [id, shownBytes(String(value))];
      return [id, String(value)];
    }),
  );
}

/** What stands in a new entry before anything is typed. */
export function blankOf(fields: readonly Field[]): Typed {
  return Object.fromEntries(fields.map(({ id, initial = '' }) => [id, initial]));
}

/** The parts of a field that takes several. */
export function severalOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(separators)
        .map((part) => normalText(part))
        .filter(Boolean),
    ),
  ];
}

type Read = { value: unknown } | { problem: FieldProblem };

/** The option that a word means, by its value, its label or another word for it. */
function optionFor(typed: string, options: readonly Option[]): string | null {
  const word = normalCode(typed).toLowerCase();
  const isIt = (one: string) => normalCode(one).toLowerCase() === word;
  const found =
    options.find(({ value }) => isIt(value)) ?? options.find(({ label, words }) => isIt(label) || words.some(isIt));
  return found?.value ?? null;
}

function readCode(text: string, { pattern, max = 32 }: Field): Read {
  const code = normalCode(text);
  if (code.length > max) return { problem: 'long' };
  return pattern && !pattern.test(code) ? { problem: 'code' } : { value: code };
}

function readCount(text: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: Field): Read {
  const digits = normalCode(text);
  const count = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
  return count >= min && count <= max ? { value: count } : { problem: 'count' };
}

function readDate(text: string): Read {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(normalCode(text)) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  return isDay ? { value: date } : { problem: 'date' };
}

interface Tier {
  fromCount: number;
  amount: number;
}

function shownTiers(tiers: readonly Tier[], currency: string): string {
  return tiers.map(({ fromCount, amount }) => `${fromCount}=${minorToDecimal(amount, currency)}`).join('、');
}

/** `0=10、50=15`: from so many clocks a month on so much for each; the counts go up, each once. */
function readTiers(text: string, currency: string): Read {
  const tiers = severalOf(text).map((part): Tier | null => {
    const [, from = '', typed = ''] = /^(\d{1,6})\s*[=:：＝]\s*(\S+)$/.exec(normalCode(part)) ?? [];
    const amount = typed === '' ? null : parseAmount(typed, currency);
    return amount === null || amount > 100_000_000 ? null : { fromCount: Number(from), amount };
  });
  const isUp = tiers.every((tier, index) => index === 0 || (tier?.fromCount ?? 0) > (tiers[index - 1]?.fromCount ?? 0));
  return tiers.length > 0 && tiers.every((tier) => tier !== null) && isUp ? { value: tiers } : { problem: 'tiers' };
}

/** A whole number as a number, a broken one as it is written. */
function readPercent(text: string): Read {
  const typed = normalCode(text).replace(/%$/, '').replace(',', '.').trim();
  if (/^\d{1,3}$/.test(typed)) return Number(typed) <= 100 ? { value: Number(typed) } : { problem: 'percent' };
  return /^\d{1,2}\.\d{1,4}$/.test(typed) ? { value: typed } : { problem: 'percent' };
}

function readField(text: string, field: Field, options: Options, currency: string): Read {
  const own = optionsIn(field, options);
  switch (field.kind) {
    case 'text': {
      const value = normalText(text);
      if (value.length > (field.max ?? 80)) return { problem: 'long' };
      return field.pattern && !field.pattern.test(value) ? { problem: 'code' } : { value };
    }
    case 'card':
    case 'code':
      return readCode((field.isFree && optionFor(text, own)) || text, field);
    case 'amount': {
      const amount = parseAmount(text, currency);
      const { min = 0, max = 100_000_000 } = field;
      return amount === null || amount < min || amount > max ? { problem: 'amount' } : { value: amount };
    }
    case 'count':
      return readCount(text, field);
    case 'date':
      return readDate(text);
    case 'yesNo': {
      const word = normalCode(text).toLowerCase();
      return yes.includes(word) ? { value: true } : no.includes(word) ? { value: false } : { problem: 'option' };
    }
    case 'choice': {
      const value = optionFor(text, own);
      if (value === null) return { problem: 'option' };
      return { value: field.isNumber ? Number(value) : value };
    }
    case 'time': {
      const time = timeTyped(normalCode(text));
      return time === null ? { problem: 'time' } : { value: time };
    }
    case 'rate': {
      const rate = normalCode(text).replace(',', '.');
      return /^\d{1,6}(\.\d{1,6})?$/.test(rate) && Number(rate) > 0 ? { value: rate } : { problem: 'rate' };
    }
    case 'percent':
      return readPercent(text);
    case 'tiers':
      return readTiers(text, currency);
    case 'bytes':
      return readBytes(text, field);
    case 'several': {
      const values = severalOf(text).map((part) => optionFor(part, own) ?? (field.isFree ? normalCode(part) : null));
      const isUnknown = values.some((value) => value === null || (field.pattern && !field.pattern.test(value)));
      return isUnknown ? { problem: 'option' } : { value: [...new Set(values)] };
    }
  }
}

/** What was typed as an entry, over what it was before (null: it is new); or what is wrong, field by field. */
export function entryOf(
  typed: Typed,
  before: Entry | null,
  fields: readonly Field[],
  { options, currency }: { options: Options; currency: string },
): { ok: true; entry: Entry } | { ok: false; problems: Problems } {
  const problems: Record<string, FieldProblem> = {};
  let entry: Entry = before ?? {};
  // Two fields may be about one thing, of which an entry has one.
  const meant = new Set(fields.filter(({ appliesTo }) => appliesTo?.(typed) ?? true).map(({ path }) => path));
  for (const field of fields) {
    const own = typed[field.id] ?? '';
    const text = normalText(own) === '' && field.elseAs !== undefined ? (typed[field.elseAs] ?? '') : own;
    const applies = field.appliesTo?.(typed) ?? true;
    if (!applies && meant.has(field.path)) continue;
    if (!applies || (normalText(text) === '' && field.isOptional)) {
      entry = withAt(entry, field.path, applies ? field.whenEmpty : undefined);
      continue;
    }
    const read: Read = normalText(text) === '' ? { problem: 'missing' } : readField(text, field, options, currency);
    if ('problem' in read) problems[field.id] = read.problem;
    // The same share may stand there as a number or as text.
    else if (field.kind === 'percent' && before && String(at(before, field.path)) === String(read.value)) continue;
    else entry = withAt(entry, field.path, read.value);
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, entry };
}
