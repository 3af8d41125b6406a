import { z } from 'zod';

/** What commands and events are made of. */

/** A UUID of our own making; older journals may have others. */
export const id = z.string().min(1).max(64);
/**
 * A number people see: of a room, a technician, a wristband. Once it has passed on to another, what is known of the one
 * before is named by `~` and an id.
 */
export const shownNo = z.string().regex(/^(?:~.{1,64}|[^~].{0,7})$/s, '1 to 8 characters');
/** UTC ms. */
export const instant = z.int();
/** Minor units of a currency; may be negative. */
export const minor = z.int();
/** A trading day, `YYYY-MM-DD`. */
export const businessDay = z.iso.date();
/** `YYYY-MM`. */
export const yearMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM');
export const gender = z.enum(['F', 'M']);

/** What a caller names: ids of our own making. */
export const uuid = z.uuid();
