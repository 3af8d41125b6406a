import { z } from 'zod';
import { typedCode, typedText } from '../../../core/kernel/typed-fields.ts';
import { callsTo } from '../../contract/calls.ts';
import type { ReservationService } from './service.ts';

const { callWith, router } = callsTo<{ reservations: ReservationService }>();

/** Who will come, and who did. */
export const reservationRouter = router({
  day: callWith('reservation.edit')
    .input(z.strictObject({ date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.reservations.day(input.date)),
  find: callWith('reservation.edit')
    .input(z.strictObject({ text: typedText(40) }))
    .query(({ ctx, input }) => ctx.store.reservations.find(input.text)),
  one: callWith('reservation.edit')
    .input(z.strictObject({ reservationId: z.uuid() }))
    .query(({ ctx, input }) => ctx.store.reservations.one(input.reservationId)),
  phone: callWith('reservation.edit')
    .input(z.strictObject({ phone: typedCode(24) }))
    .query(({ ctx, input }) => ctx.store.reservations.phone(input.phone)),
  erasable: callWith('reservation.erase')
    .input(z.strictObject({ reservationId: z.uuid() }))
    .query(({ ctx, input }) => ctx.store.reservations.erasable(input.reservationId)),
  plainRows: callWith('reservation.erase').query(({ ctx }) => ctx.store.reservations.plainRows()),
  free: callWith('reservation.edit')
    .input(
      z.strictObject({
        startsAt: z.int().min(0).max(8_640_000_000_000_000),
        minutes: z.int().min(1).max(720),
        exceptId: z.uuid().nullable(),
      }),
    )
    .query(({ ctx, input }) => ctx.store.reservations.free(input)),
});
