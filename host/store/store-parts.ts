import type { Devices } from '../devices/devices.ts';
import { AttendanceBook } from '../parts/attendance/attendance.ts';
import { attendanceService } from '../parts/attendance/attendance-desk.ts';
import type { AttendanceService } from '../parts/attendance/service.ts';
import { BillDesk } from '../parts/bills/bill-desk.ts';
import type { BillService } from '../parts/bills/service.ts';
import { booksService } from '../parts/books/books-desk.ts';
import type { BooksService } from '../parts/books/service.ts';
import { CardBook } from '../parts/cards/card-book.ts';
import type { CardService } from '../parts/cards/service.ts';
import { IncidentBook } from '../parts/clocks/incident-book.ts';
import type { IncidentService } from '../parts/clocks/service.ts';
import { payService } from '../parts/commission/pay-desk.ts';
import type { PayService } from '../parts/commission/service.ts';
import { Kitchen } from '../parts/goods/kitchen.ts';
import type { KitchenService } from '../parts/goods/service.ts';
import { ReservationBook } from '../parts/reservations/reservation-book.ts';
import type { ReservationService } from '../parts/reservations/service.ts';
import { RotationDesk } from '../parts/rotation/rotation-desk.ts';
import type { RotationService } from '../parts/rotation/service.ts';
import type { VisitService } from '../parts/visits/service.ts';
import { VisitBook } from '../parts/visits/visit-book.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { StoreEngine } from './engine.ts';

/** The parts that live by the store's tables, reports and slips alone. */
export interface StoreParts {
  readonly visits: VisitService;
  readonly cards: CardService;
  readonly incidents: IncidentService;
  readonly reservations: ReservationService;
  readonly rotation: RotationService;
  readonly bills: BillService;
  readonly kitchen: KitchenService;
  readonly pay: PayService;
  readonly attendance: AttendanceService;
  readonly books: BooksService;
}

/** One of each for a store. */
export function storeParts({ books }: StoreEngine, { asked }: ReportDesk, devices: Devices): StoreParts {
  return {
    visits: new VisitBook(books),
    cards: new CardBook(books),
    incidents: new IncidentBook(books),
    reservations: new ReservationBook(books),
    rotation: new RotationDesk({ ...books, reports: asked }),
    bills: new BillDesk({ ...books, svgOf: (bill) => devices.printers.billSvg(bill) }),
    kitchen: new Kitchen({ ...books, jobs: () => devices.jobViews() }),
    pay: payService(asked),
    attendance: attendanceService(new AttendanceBook(books), asked),
    books: booksService(asked),
  };
}
