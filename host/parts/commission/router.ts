import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import { fileLanguage, month, personNo } from '../../contract/inputs.ts';
import type { PayService } from './service.ts';

const { callWith, router } = callsTo<{ pay: PayService }>();

/** What everybody has earned, month by month. */
export const payRouter = router({
  month: callWith('pay.view')
    .input(z.strictObject({ month: month.nullable() }))
    .query(({ ctx, input, signal }) => ctx.store.pay.month(input.month, signal)),
  person: callWith('pay.view')
    .input(z.strictObject({ month, payeeNo: personNo }))
    .query(({ ctx, input, signal }) => ctx.store.pay.person(input.month, input.payeeNo, signal)),
  excel: callWith('pay.view')
    .input(z.strictObject({ month, language: fileLanguage }))
    .query(({ ctx, input, signal }) => ctx.store.pay.excel(input.month, input.language, signal)),
  payslipExcel: callWith('pay.view')
    .input(z.strictObject({ month, payeeNo: personNo, language: fileLanguage }))
    .query(({ ctx, input, signal }) => ctx.store.pay.payslipExcel(input.month, input.payeeNo, input.language, signal)),
});
