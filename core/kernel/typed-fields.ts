import { z } from 'zod';
import { normalCode, normalPhone, normalPin, normalText } from './typed.ts';

/**
 * The fields of commands and questions that people type: each brings what was typed into its one form before it is
 * checked. Events have the plain fields beside (`fields.ts`): what is journalled is read as it was written.
 */

/** A number or a code of up to so many characters; may be empty. */
export const typedCode = (longest: number) => z.string().overwrite(normalCode).max(longest);
const numberOf = (longest: number) =>
  z
    .string()
    .overwrite(normalCode)
    .regex(new RegExp(`^(?:~.{1,64}|[^~].{0,${longest - 1}})$`, 's'), `1 to ${longest} characters`);
/**
 * A number people see: of a room, a technician, a wristband. Screens name whoever had one before it passed on by `~`
 * and an id.
 */
export const typedNo = numberOf(8);
/** The code of an item that is sold by the clock. */
export const typedItemCode = numberOf(6);
/** Free text of up to so many characters; may be empty. */
export const typedText = (longest: number) => z.string().overwrite(normalText).max(longest);
/** Why somebody does it, in own words. */
export const typedReason = typedText(200).min(1);
/** Digits, with a + before them or not; may be empty. */
export const typedPhone = z
  .string()
  .overwrite(normalPhone)
  .max(24)
  .regex(/^(\+?\d+)?$/, 'a phone number');
/** As it is tried: whether it is right is asked elsewhere. */
export const typedPin = z.string().overwrite(normalPin).max(16);
