import type { commission } from '../../model/commission/aggregate.ts';
import { billForMs, printOn } from '../job-routes.ts';
import type { Part } from '../part.ts';
import { closeMonth, correctPay, printPayslip } from './decide.ts';
import { withCommission } from './follow.ts';

export const commissionPart: Part<typeof commission> = {
  commands: {
    'commission.closeMonth': { permission: 'pay.close', from: ['screen'], decide: closeMonth },
    'commission.correct': { permission: 'pay.close', from: ['screen'], decide: correctPay },
    'commission.printPayslip': { permission: 'pay.view', from: ['screen'], decide: printPayslip },
  },
  about: {
    'commission.earned': { technicians: ({ served }) => served.map(({ payeeNo }) => payeeNo), stale: ['pay'] },
    'commission.corrected': { stale: ['pay'] },
    'commission.monthClosed': { stale: ['pay'] },
    'commission.payslipPrinted': {},
  },
  jobs(event, site) {
    if (event.type !== 'commission.payslipPrinted') return [];
    const job = { kind: 'print-payslip' as const, ...event.payload };
    const own = printOn(site, 'payslip', job, event.at + billForMs);
    return own.length > 0 ? own : printOn(site, 'receipt', job, event.at + billForMs);
  },
  complete: withCommission,
};
