import type { z } from 'zod';

/** The insides of a schema, as zod keeps them. */
interface Inside {
  shape?: Readonly<Record<string, z.ZodType>>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  options?: readonly z.ZodType[];
}

/** Whether a schema has a field of one of these names, at any depth. */
export function schemaHasField(schema: z.ZodType, names: ReadonlySet<string>): boolean {
  const { shape = {}, element, innerType, valueType, in: given, options = [] } = schema.def as unknown as Inside;
  if (Object.keys(shape).some((name) => names.has(name))) return true;
  const within = [...Object.values(shape), element, innerType, valueType, given, ...options];
  return within.some((inner) => inner !== undefined && schemaHasField(inner, names));
}
