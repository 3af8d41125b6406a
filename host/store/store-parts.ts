import type { Devices } from '../devices/devices.ts';
import { AttendanceBook } from '../parts/attendance/attendance.ts';
import { attendanceService } from '../parts/attendance/attendance-desk.ts';
import { attendanceRouter } from '../parts/attendance/router.ts';
import { BillDesk } from '../parts/bills/bill-desk.ts';
import { billRouter } from '../parts/bills/router.ts';
import { booksService } from '../parts/books/books-desk.ts';
import { booksRouter } from '../parts/books/router.ts';
import { CardBook } from '../parts/cards/card-book.ts';
import { cardRouter } from '../parts/cards/router.ts';
import { payService } from '../parts/commission/pay-desk.ts';
import { payRouter } from '../parts/commission/router.ts';
import { Kitchen } from '../parts/goods/kitchen.ts';
import { kitchenRouter } from '../parts/goods/router.ts';
import { GuideBook } from '../parts/guide/guide-book.ts';
import { guideRouter } from '../parts/guide/router.ts';
import { IncidentBook } from '../parts/incidents/incident-book.ts';
import { incidentRouter } from '../parts/incidents/router.ts';
import { ReservationBook } from '../parts/reservations/reservation-book.ts';
import { reservationRouter } from '../parts/reservations/router.ts';
import { RotationDesk } from '../parts/rotation/rotation-desk.ts';
import { rotationRouter } from '../parts/rotation/router.ts';
import { settingsRouter } from '../parts/settings/router.ts';
import { SettingsBook } from '../parts/settings/settings-book.ts';
import { visitRouter } from '../parts/visits/router.ts';
import { VisitBook } from '../parts/visits/visit-book.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import type { StoreEngine } from './engine.ts';

/** What parts are opened with. */
interface Given {
  books: StoreEngine['books'];
  reports: ReportDesk['asked'];
  devices: Devices;
}

/**
 * The parts that live by the store's tables, reports and slips alone, by the names screens call them: their calls, and
 * how the service is made that answers them. A running store has all of them, and the door has the calls of all.
 */
const storeParts = {
  visits: { router: visitRouter, open: ({ books }: Given) => new VisitBook(books) },
  cards: { router: cardRouter, open: ({ books }: Given) => new CardBook(books) },
  incidents: { router: incidentRouter, open: ({ books }: Given) => new IncidentBook(books) },
  settings: { router: settingsRouter, open: ({ books }: Given) => new SettingsBook(books) },
  reservations: { router: reservationRouter, open: ({ books }: Given) => new ReservationBook(books) },
  rotation: { router: rotationRouter, open: ({ books, reports }: Given) => new RotationDesk({ ...books, reports }) },
  bills: {
    router: billRouter,
    open: ({ books, devices }: Given) => new BillDesk({ ...books, svgOf: (bill) => devices.printers.billSvg(bill) }),
  },
  kitchen: {
    router: kitchenRouter,
    open: ({ books, devices }: Given) => new Kitchen({ ...books, jobs: () => devices.jobViews() }),
  },
  pay: { router: payRouter, open: ({ reports }: Given) => payService(reports) },
  attendance: {
    router: attendanceRouter,
    open: ({ books, reports }: Given) => attendanceService(new AttendanceBook(books), reports),
  },
  guide: { router: guideRouter, open: ({ books }: Given) => new GuideBook(books) },
  books: { router: booksRouter, open: ({ reports }: Given) => booksService(reports) },
};
type Listed = typeof storeParts;

/** The service of each part. */
export type StoreParts = { readonly [Name in keyof Listed]: ReturnType<Listed[Name]['open']> };

/** One of each for a store. */
export function openParts(given: Given): StoreParts {
  const opened = Object.entries(storeParts).map(([name, part]) => [name, part.open(given)]);
  // Each is opened by its own line of the list.
  return Object.fromEntries(opened) as StoreParts;
}

/** The calls of each part. */
export function callsOfParts(): { [Name in keyof Listed]: Listed[Name]['router'] } {
  const calls = Object.entries(storeParts).map(([name, { router }]) => [name, router]);
  return Object.fromEntries(calls) as ReturnType<typeof callsOfParts>;
}
