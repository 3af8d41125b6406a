import { z } from 'zod';
import { typedPin, typedText } from '../../../core/kernel/typed-fields.ts';
import { callsTo } from '../../contract/calls.ts';
import { personNo } from '../../contract/inputs.ts';
import type { SafekeepingService } from './service.ts';

const { router, stationCall } = callsTo<{ safekeeping: SafekeepingService }>();

const approval = z.union([
  z.strictObject({ staffNo: personNo, pin: typedPin }),
  z.strictObject({ recoveryCode: typedText(200).min(1) }),
]);

/** How safe the store's file is, and the way on where it is not. */
export const safekeepingRouter = router({
  state: stationCall.query(({ ctx }) => ctx.store.safekeeping.state()),
  accept: stationCall
    .input(z.strictObject({ approval }))
    .mutation(({ ctx, input }) => ctx.store.safekeeping.accept(ctx.connection, input.approval)),
});
