import { z } from 'zod';
import { isTimeZone } from './time.ts';
import { normalCode, normalText } from './typed.ts';

/** What the settings of a store are made of. What people type is brought into its one form first. */

export const code = z
  .string()
  .overwrite(normalCode)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'letters, digits, dot, dash, underscore; 1 to 32');
export const no = z
  .string()
  .overwrite(normalCode)
  .regex(/^[A-Za-z0-9-]{1,8}$/, 'letters, digits, dash; 1 to 8');
/** What a person, room, item, article or wristband is known by for good, whatever number it has now. */
export const holderId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dot, dash; 1 to 64');
/** A field that may be left out, and what holds then: for people and programs that ask the schema. */
export function withDefault<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): z.ZodOptional<Schema> {
  return schema.optional().meta({ default: value });
}

/** A code or a short name of any characters: of a floor, a level, an item in a rule. */
export const shortCode = (longest: number) => z.string().overwrite(normalCode).min(1).max(longest);
export const text = z.string().overwrite(normalText).min(1).max(80);
export const localText = z.strictObject({ 'zh-CN': text, en: text });
export const amount = z.int().min(0).max(100_000_000);
export const minutes = z.int().min(1).max(720);
/** A card by its UID; by the hash that the journal has of it where the number itself was lost (`card-fields.ts`). */
export const card = z
  .string()
  .overwrite(normalCode)
  .regex(/^(?:([0-9A-F]{2}){4,10}|[\w-]{22}\.[\w-]{43})$/, 'UID of 4 to 10 bytes in upper-case hex');
export const timeOfDay = z
  .string()
  .overwrite(normalCode)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
export const date = z.iso.date();
export const currency = z
  .string()
  .overwrite(normalCode)
  .regex(/^[A-Z]{3}$/, 'ISO 4217 code');
export const rate = z
  .string()
  .overwrite(normalCode)
  .regex(/^\d{1,6}(\.\d{1,6})?$/, 'decimal string')
  .refine((text) => Number(text) > 0, 'above 0');
export const percent = z.union(
  [
    z.int().min(0).max(100),
    z
      .string()
      .overwrite(normalCode)
      .regex(/^\d{1,2}(\.\d{1,4})?$/, 'decimal string from 0 to 99.9999'),
  ],
  'a whole number from 0 to 100, or a decimal string from 0 to 99.9999',
);
export const timeZone = z.string().overwrite(normalCode).refine(isTimeZone, 'IANA time zone');
