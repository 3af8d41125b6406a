import { z } from 'zod';
import { callWith, router } from '../../contract/calls.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const payeeNo = z.string().min(1).max(8);
const language = z.enum(['zh-CN', 'en']);

/** What everybody has earned, month by month. */
export const payRouter = router({
  month: callWith('pay.view')
    .input(z.strictObject({ month: month.nullable() }))
    .query(({ ctx, input, signal }) => ctx.store.pay.month(input.month, signal)),
  person: callWith('pay.view')
    .input(z.strictObject({ month, payeeNo }))
    .query(({ ctx, input, signal }) => ctx.store.pay.person(input.month, input.payeeNo, signal)),
  excel: callWith('pay.view')
    .input(z.strictObject({ month, language }))
    .query(({ ctx, input, signal }) => ctx.store.pay.excel(input.month, input.language, signal)),
  payslipExcel: callWith('pay.view')
    .input(z.strictObject({ month, payeeNo, language }))
    .query(({ ctx, input, signal }) => ctx.store.pay.payslipExcel(input.month, input.payeeNo, input.language, signal)),
});

/** Rosters, and who came when. */
export const attendanceRouter = router({
  week: callWith('attendance.edit')
    .input(z.strictObject({ date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.attendance.week(input.date)),
  today: callWith('attendance.edit').query(({ ctx }) => ctx.store.attendance.today()),
  month: callWith('attendance.edit')
    .input(z.strictObject({ month: month.nullable() }))
    .query(({ ctx, input, signal }) => ctx.store.attendance.month(input.month, signal)),
  excel: callWith('attendance.edit')
    .input(z.strictObject({ month, language }))
    .query(({ ctx, input, signal }) => ctx.store.attendance.excel(input.month, input.language, signal)),
});
