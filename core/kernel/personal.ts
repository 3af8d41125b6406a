import { z } from 'zod';

/**
 * Personal fields: what commands and events say of a person that must be possible to erase, from books that are for
 * ever. A schema marks them; in the journal they are sealed under a key of whoever they belong to, and without the key
 * they read as blank.
 */

/** Whose a personal field is: what has a key of its own. `kind` names the aggregate, `id` one of it. */
export interface PersonalOwner {
  readonly kind: string;
  readonly id: string;
}

/** A personal field as it stands in the journal; all base64url, `text` with the tag of 16 bytes behind it. */
export const sealedValue = z.strictObject({
  sealed: z.strictObject({
    keyId: z.string().regex(/^[\w-]{22}$/),
    nonce: z.string().regex(/^[\w-]{16}$/),
    text: z.string().regex(/^[\w-]+$/),
  }),
});
export type SealedValue = z.output<typeof sealedValue>;

const blanks = new WeakMap<z.ZodType, unknown>();

/** Marks a field as personal. `blank`: what it reads as when it was erased; the field must allow it in events. */
export function personal<Schema extends z.ZodType>(schema: Schema, blank: z.output<Schema>): Schema {
  const marked = schema.clone();
  blanks.set(marked, blank);
  return marked;
}

/** The insides of a schema, as zod keeps them. */
interface Inside {
  type: string;
  shape?: Readonly<Record<string, z.ZodType>>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: readonly z.ZodType[];
}

const insideOf = (schema: z.ZodType) => schema.def as unknown as Inside;

/** A marked field: where (`guestName`, `notes.*.text`) and what stands there when it was erased. */
interface PersonalField {
  readonly path: string;
  readonly blank: unknown;
}

/** The marked fields of a schema. Throws where one stands in something else than objects, lists and optional fields. */
export function personalFieldsOf(schema: z.ZodType, path: readonly string[] = []): PersonalField[] {
  if (blanks.has(schema)) return [{ path: path.join('.'), blank: blanks.get(schema) }];
  const { type, shape, element, innerType, options = [] } = insideOf(schema);
  if (shape) return Object.entries(shape).flatMap(([name, inner]) => personalFieldsOf(inner, [...path, name]));
  if (type === 'array' && element) return personalFieldsOf(element, [...path, '*']);
  if (innerType) return personalFieldsOf(innerType, path);
  if (options.some((option) => personalFieldsOf(option, path).length > 0)) {
    throw new Error(`a personal field in a ${type}: ${path.join('.')}`);
  }
  return [];
}

/** The schema of the same with every marked field sealed: how it stands in the journal. */
export function sealedFormOf(schema: z.ZodType): z.ZodType {
  if (blanks.has(schema)) return sealedValue;
  if (personalFieldsOf(schema).length === 0) return schema;
  const { type, shape, element, innerType } = insideOf(schema);
  if (shape && schema instanceof z.ZodObject) {
    return schema.extend(Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, sealedFormOf(inner)])));
  }
  if (element) return z.array(sealedFormOf(element));
  if (type === 'optional' && innerType) return sealedFormOf(innerType).optional();
  if (type === 'nullable' && innerType) return sealedFormOf(innerType).nullable();
  throw new Error(`a personal field in a ${type}`);
}

/** Where a value stands (`notes.0.text`), and what takes its place. */
type Change = (value: unknown, path: string) => unknown;

/** The same with every marked field changed. What is not there stays away. */
export function withPersonal(value: unknown, fields: readonly PersonalField[], change: Change): unknown {
  return fields.reduce((whole, { path }) => changedAt(whole, path.split('.'), [], change), value);
}

function changedAt(value: unknown, [name, ...rest]: readonly string[], gone: readonly string[], to: Change): unknown {
  if (name === undefined) return to(value, gone.join('.'));
  if (typeof value !== 'object' || value === null) return value;
  if (name === '*') {
    if (!Array.isArray(value)) return value;
    return value.map((one, index) => changedAt(one, rest, [...gone, String(index)], to));
  }
  if (!Object.hasOwn(value, name)) return value;
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  return { ...value, [name]: changedAt(inner, rest, [...gone, name], to) };
}

/** The same with everything sealed opened, at any depth: older versions have their fields elsewhere. */
export function withSealed(value: unknown, open: (sealed: SealedValue, path: string) => unknown, path = ''): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { success, data } = 'sealed' in value ? sealedValue.safeParse(value) : { success: false as const };
  if (success) return open(data, path);
  const within = (name: string) => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) return value.map((one, index) => withSealed(one, open, within(String(index))));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withSealed(one, open, within(name))]));
}
