import type { ProofProblem, ProofSubject } from '../../../host/parts/books/views.ts';
import { hashOf } from '../../client/router.ts';

/** The place a problem is looked into. */
export interface Place {
  /** What the way there is called (`books:look.…`). */
  text: 'bill' | 'room' | 'stock' | 'incidents' | 'pay' | 'queue' | 'reservations' | 'jobs' | 'technical';
  /** Null where no screen helps. */
  href: string | null;
}

/** Where to look for what does not fit; nothing on a screen helps against a journal or a file that was changed. */
export function whereToLook(subject: ProofSubject, { context }: Pick<ProofProblem, 'context'>): Place {
  switch (subject) {
    case 'bills': {
      const { billId, no } = context;
      return typeof billId === 'string'
        ? { text: 'bill', href: hashOf('cashier', { bill: billId, no: String(no ?? '') }) }
        : { text: 'room', href: hashOf('cashier') };
    }
    case 'stock':
      return { text: 'stock', href: hashOf('kitchen') };
    case 'clocks':
    case 'authorisations':
      return { text: 'incidents', href: hashOf('incidents') };
    case 'commission':
      return { text: 'pay', href: hashOf('pay') };
    case 'queues':
      return { text: 'queue', href: hashOf('clock-room') };
    case 'reservations': {
      const { reservationId } = context;
      const href =
        typeof reservationId === 'string' ? hashOf('reservations', { id: reservationId }) : hashOf('reservations');
      return { text: 'reservations', href };
    }
    case 'jobs':
      return { text: 'jobs', href: hashOf('devices') };
    case 'journal':
    case 'tables':
    case 'file':
      return { text: 'technical', href: null };
  }
}
