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

const usbId = z.string().regex(/^[0-9A-F]{4}$/);

/** A USB reader that is plugged in, as it was told. */
export const attachedReader = z.strictObject({
  vendorId: usbId,
  productId: usbId,
  usagePage: usbId.optional(),
  serialNumber: z.string().min(1).max(126).optional(),
  name: z.string().max(256),
});
