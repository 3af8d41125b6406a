import type { JournalEvent } from '../../../core/model/events.ts';
import type { GuideRole, GuideStepId } from './views.ts';

/** Whether it was done by this. */
type Rule = (event: JournalEvent) => boolean;

const on =
  (...types: JournalEvent['type'][]): Rule =>
  ({ type }) =>
    types.includes(type);

/** What is learnt, by who learns it, in the order in which it comes up; each step with what of the journal shows it. */
export const guide: Readonly<Record<GuideRole, readonly GuideStepId[]>> = {
  receptionist: ['open', 'request', 'goods', 'wish', 'extend', 'book', 'arrive'],
  technician: ['duty', 'start', 'end', 'rest', 'back', 'leave'],
  cashier: ['prebill', 'pay', 'two-tenders', 'deliver', 'clean'],
  manager: ['roster', 'stop', 'in-order', 'rules', 'prices', 'approve'],
  owner: ['person', 'pin', 'lost-card', 'stock', 'correction', 'payslip', 'export'],
};

export const rules: Readonly<Record<GuideStepId, Rule>> = {
  open: on('visit.opened'),
  request: (event) => event.type === 'clock.ordered' && event.payload.type === 'requested',
  goods: on('goods.ordered'),
  wish: on('wish.noted'),
  extend: on('clock.extended'),
  book: on('reservation.booked'),
  arrive: on('reservation.arrived'),
  duty: on('technician.cameOnDuty'),
  // By the own card: the desk does it for somebody in another way.
  start: (event) => event.type === 'clock.started' && event.actor === event.payload.technicianNo,
  end: (event) => event.type === 'clock.ended' && event.actor === event.payload.technicianNo,
  rest: on('technician.tookRest'),
  back: on('technician.cameBack'),
  leave: on('technician.wentOffDuty'),
  prebill: on('bill.shown'),
  pay: on('bill.settled'),
  'two-tenders': (event) =>
    event.type === 'bill.settled' && new Set(event.payload.bill.payments.map(({ tenderCode }) => tenderCode)).size > 1,
  deliver: on('goods.delivered'),
  clean: on('room.cleaned'),
  roster: on('attendance.rosterSet'),
  stop: on('technician.stopped'),
  'in-order': on('room.putInOrder'),
  rules: on('rotation.policySet'),
  prices: (event) => event.type === 'settings.itemsSet' || event.type === 'settings.planned',
  approve: on('authorisation.given'),
  person: (event) => event.type === 'settings.peopleSet',
  pin: on('staff.pinSet'),
  'lost-card': on('card.blocked'),
  stock: on('stock.adjusted'),
  correction: on('commission.corrected'),
  payslip: on('commission.payslipPrinted'),
  export: on('site.exported'),
};
