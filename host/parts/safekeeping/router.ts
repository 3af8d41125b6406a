import { z } from 'zod';
import { typedPin, typedText } from '../../../core/kernel/typed-fields.ts';
import { callsTo } from '../../contract/calls.ts';
import { deviceId, personNo } from '../../contract/inputs.ts';
import type { SafekeepingService } from './service.ts';

const { callWith, router, stationCall } = callsTo<{ safekeeping: SafekeepingService }>();

const byPin = z.strictObject({ staffNo: personNo, pin: typedPin });
const approval = z.union([byPin, z.strictObject({ recoveryCode: typedText(200).min(1) })]);
/** Of the store's computer. */
const path = z.string().min(1).max(1_000);

/** How safe the store's file is, and the way on where it is not. */
export const safekeepingRouter = router({
  state: stationCall.query(({ ctx }) => ctx.store.safekeeping.state()),
  accept: stationCall
    .input(z.strictObject({ approval }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.accept(ctx.connection, input.approval)),
  copies: stationCall.query(({ ctx }) => ctx.store.safekeeping.copies()),
  restore: stationCall
    .input(
      z.strictObject({
        copy: z.string().max(80).nullable(),
        recoveryCode: typedText(200).min(1).nullable(),
        approval: approval.nullable(),
      }),
    )
    .mutation(({ ctx, input }) => ctx.store.safekeeping.restore(ctx.connection, input)),
  movePlaces: stationCall.query(({ ctx }) => ctx.store.safekeeping.movePlaces(ctx.connection)),
  move: stationCall
    .input(z.strictObject({ folder: path, approval: byPin }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.move(ctx.connection, input)),
  takeMoveBack: stationCall
    .input(z.strictObject({ approval, isAssured: z.boolean() }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.takeMoveBack(ctx.connection, input)),
  openMove: stationCall
    .input(z.strictObject({ file: path, recoveryCode: typedText(200).min(1), approval: approval.nullable() }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.openMove(ctx.connection, input)),
  copyNow: callWith('settings.edit').mutation(({ ctx }) => ctx.store.safekeeping.copyNow()),
  makeSheet: callWith('settings.edit')
    .input(z.strictObject({ printerId: deviceId.nullable() }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.makeSheet(ctx.connection, input.printerId)),
});
