import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import type { BillService } from './service.ts';

const { callWith, router } = callsTo<{ bills: BillService }>();

/** What guests owe, and what they paid. */
export const billRouter = router({
  preview: callWith('bill.view')
    .input(z.strictObject({ visitId: z.uuid(), guestIds: z.array(z.uuid()).min(1).max(40) }))
    .query(({ ctx, input }) => ctx.store.bills.preview(input.visitId, input.guestIds)),
  today: callWith('bill.view').query(({ ctx }) => ctx.store.bills.today()),
  svg: callWith('bill.view')
    .input(z.strictObject({ billId: z.uuid() }))
    .query(({ ctx, input }) => ctx.store.bills.svg(input.billId)),
});
