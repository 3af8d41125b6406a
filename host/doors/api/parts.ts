import { authorisationRouter } from '../../parts/authorisations/router.ts';
import { busRouter } from '../../parts/bus/router.ts';
import { deviceRouter } from '../../parts/devices/router.ts';
import { findingRouter } from '../../parts/finding/router.ts';
import { outputRouter } from '../../parts/outputs/router.ts';
import { practiceRunRouter } from '../../parts/practice/router.ts';
import { readerRouter } from '../../parts/readers/router.ts';
import { safekeepingRouter } from '../../parts/safekeeping/router.ts';
import { sessionRouter } from '../../parts/sessions/router.ts';
import { simulatedDeviceRouter } from '../../parts/simulated-devices/router.ts';
import { boardRouter } from '../../screens/router.ts';
import { setupRouter } from '../../setup/router.ts';
import { callsOfParts } from '../../store/store-parts.ts';

/** The calls of the house, part by part, by the names screens call them. What they ask of a store is StoreService. */
export const partRouters = {
  session: sessionRouter,
  setup: setupRouter,
  board: boardRouter,
  ...callsOfParts(),
  authorisations: authorisationRouter,
  devices: deviceRouter,
  bus: busRouter,
  readers: readerRouter,
  finding: findingRouter,
  outputs: outputRouter,
  safekeeping: safekeepingRouter,
  practiceRun: practiceRunRouter,
  practice: simulatedDeviceRouter,
};
