import fc, { type Arbitrary } from 'fast-check';
import type { z } from 'zod';

/** What a schema's insides look like; zod keeps them in `def`. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  values?: unknown[];
  entries?: Record<string, string>;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  checks?: {
    _zod: {
      def: { check: string; format?: string; pattern?: RegExp; minimum?: number; maximum?: number; value?: number };
    };
  }[];
  format?: string;
  pattern?: RegExp;
}

/** Anything a schema reads, as it would stand in JSON: what is optional is sometimes left out. */
export function anyOf(schema: z.ZodType): Arbitrary<unknown> {
  // What does not pass a refinement (a time zone, a rate above 0) is drawn again.
  return drawn(schema).filter((value) => schema.safeParse(value).success);
}

function drawn(schema: z.ZodType): Arbitrary<unknown> {
  const def = schema.def as unknown as Def;
  const need = (inner: z.ZodType | undefined) => {
    if (!inner) throw new Error(`a ${def.type} without its insides`);
    return inner;
  };
  switch (def.type) {
    case 'object':
      return anyObject(def.shape ?? {});
    case 'array':
      return fc.array(drawn(need(def.element)), { minLength: leastIn(def), maxLength: leastIn(def) + 2 });
    case 'string':
      return anyString(def);
    case 'number':
      return anyNumber(def);
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'null':
      return fc.constant(null);
    case 'union':
      return fc.oneof(...(def.options ?? []).map(drawn));
    case 'nullable':
      return fc.option(drawn(need(def.innerType)), { nil: null });
    case 'optional':
      return fc.option(drawn(need(def.innerType)), { nil: undefined });
    case 'readonly':
    case 'default':
      return drawn(need(def.innerType));
    case 'record':
      return anyRecord(need(def.keyType), need(def.valueType));
    case 'pipe':
      return drawn(need(def.in));
    default:
      throw new Error(`cannot draw a ${def.type}`);
  }
}

function anyObject(shape: Record<string, z.ZodType>): Arbitrary<unknown> {
  return fc
    .record(Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, drawn(inner)])))
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
}

/** Of an enum's keys each may be there; where all must be, the schema itself refuses the rest. */
function anyRecord(keys: z.ZodType, values: z.ZodType): Arbitrary<unknown> {
  const { entries } = keys.def as unknown as Def;
  if (!entries) return fc.dictionary(drawn(keys) as Arbitrary<string>, drawn(values), { maxKeys: 3 });
  const shape = Object.fromEntries(Object.values(entries).map((key) => [key, drawn(values)]));
  return fc.record(shape);
}

function checksOf(def: Def) {
  return (def.checks ?? []).map((check) => check._zod.def);
}

function leastIn(def: Def): number {
  return Math.max(0, ...checksOf(def).map(({ check, minimum }) => (check === 'min_length' ? (minimum ?? 0) : 0)));
}

const formats: Readonly<Record<string, RegExp>> = {
  date: /^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$/,
};

function anyString(def: Def): Arbitrary<string> {
  const checks = checksOf(def);
  const format = def.format ?? checks.find((one) => one.format !== undefined && one.format !== 'regex')?.format;
  if (format === 'uuid') return fc.uuid();
  const pattern = (format && formats[format]) ?? def.pattern ?? checks.find((one) => one.pattern)?.pattern;
  if (pattern) return fc.stringMatching(pattern);
  // A time zone: a refinement that no string drawn at random would pass.
  if (checks.some(({ check }) => check === 'custom')) return fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'UTC');
  return fc
    .string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'ab9 台号é"\\😀') })
    .map((text) => text.trim() || 'x');
}

function anyNumber(def: Def): Arbitrary<number> {
  const bounds = (kind: string) => checksOf(def).flatMap(({ check, value }) => (check === kind ? [Number(value)] : []));
  const [min, max] = [Math.max(-1e9, ...bounds('greater_than')), Math.min(2e9, ...bounds('less_than'))];
  return fc.integer({ min, max });
}
