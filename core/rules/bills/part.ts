import type { bills } from '../../model/bills/aggregate.ts';
import { billForMs, printOn } from '../job-routes.ts';
import type { Part } from '../part.ts';
import { billIncidents, billNeedOf } from './approvals.ts';
import { settleBill, showBill } from './decide.ts';

export const billsPart: Part<typeof bills> = {
  commands: {
    'bill.settle': { permission: 'bill.settle', from: ['screen'], decide: settleBill },
    'bill.show': { permission: 'bill.print', from: ['screen'], decide: showBill },
  },
  about: {
    'bill.settled': {
      rooms: ({ bill }) => [bill.roomNo],
      visits: ({ bill }) => [bill.visitId],
      boards: ['calls'],
      stale: ['bills', 'incidents'],
    },
    'bill.shown': { rooms: ({ roomNo }) => [roomNo], visits: ({ visitId }) => [visitId] },
  },
  needs: billNeedOf,
  incidents: billIncidents,
  jobs(event, site) {
    const expiresAt = event.at + billForMs;
    switch (event.type) {
      case 'bill.settled':
        return printOn(site, 'bill', { kind: 'print-bill', ...event.payload }, expiresAt);
      case 'bill.shown':
        return printOn(site, 'bill', { kind: 'print-pre-bill', ...event.payload }, expiresAt);
      default:
        return [];
    }
  },
};
