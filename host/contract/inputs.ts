import { z } from 'zod';
import { typedNo } from '../../core/kernel/typed-fields.ts';

/** What calls of several parts are given. */

/** Of staff or of a technician. */
export const personNo = typedNo;
/** A terminal, printer, reader, line or job, as the store names it. */
export const deviceId = z.string().min(1).max(80);
/** `2026-11`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** Of a file that is asked for. */
export const fileLanguage = z.enum(['zh-CN', 'en']);
