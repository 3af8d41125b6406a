import { attendanceRouter } from '../../parts/attendance/router.ts';
import { authorisationRouter } from '../../parts/authorisations/router.ts';
import { billRouter } from '../../parts/bills/router.ts';
import { booksRouter } from '../../parts/books/router.ts';
import { busRouter } from '../../parts/bus/router.ts';
import { cardRouter } from '../../parts/cards/router.ts';
import { incidentRouter } from '../../parts/clocks/router.ts';
import { payRouter } from '../../parts/commission/router.ts';
import { deviceRouter } from '../../parts/devices/router.ts';
import { kitchenRouter } from '../../parts/goods/router.ts';
import { outputRouter } from '../../parts/outputs/router.ts';
import { practiceRunRouter } from '../../parts/practice/router.ts';
import { readerRouter } from '../../parts/readers/router.ts';
import { reservationRouter } from '../../parts/reservations/router.ts';
import { rotationRouter } from '../../parts/rotation/router.ts';
import { sessionRouter } from '../../parts/sessions/router.ts';
import { simulatedDeviceRouter } from '../../parts/simulated-devices/router.ts';
import { visitRouter } from '../../parts/visits/router.ts';
import { boardRouter } from '../../screens/router.ts';
import { setupRouter } from '../../setup/router.ts';

/** The calls of the house, part by part, by the names screens call them. What they ask of a store is StoreService. */
export const partRouters = {
  session: sessionRouter,
  setup: setupRouter,
  board: boardRouter,
  visits: visitRouter,
  cards: cardRouter,
  rotation: rotationRouter,
  reservations: reservationRouter,
  incidents: incidentRouter,
  bills: billRouter,
  kitchen: kitchenRouter,
  authorisations: authorisationRouter,
  pay: payRouter,
  attendance: attendanceRouter,
  books: booksRouter,
  devices: deviceRouter,
  bus: busRouter,
  readers: readerRouter,
  outputs: outputRouter,
  practiceRun: practiceRunRouter,
  practice: simulatedDeviceRouter,
};
