import { doneBy } from '../../../core/model/site/names.ts';
import { type KitchenOrder, kitchenDone, kitchenOpen } from '../../../db/parts/goods/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { JobView } from '../devices/views.ts';
import type { KitchenService } from './service.ts';
import type { KitchenLine, KitchenView } from './views.ts';

export interface KitchenOptions {
  db: StoreDatabase;
  businessDate(): string;
  /** What waits for a person or has an error at a device. */
  jobs(): JobView[];
}

/** What is to be made of what was ordered, and what was handed over. */
export class Kitchen implements KitchenService {
  readonly #options: KitchenOptions;

  constructor(options: KitchenOptions) {
    this.#options = options;
  }

  list(): KitchenView {
    const { db, businessDate, jobs } = this.#options;
    const lineOf = (line: KitchenOrder) => ({
      ...kitchenLine(line),
      orderedBy: doneBy(db.state.settings, line.orderedBy),
    });
    return {
      waiting: kitchenOpen(db.read).map(lineOf),
      done: kitchenDone(db.read, businessDate()).map(lineOf),
      notPrinted: jobs().filter((job) => job.kind === 'print-order'),
    };
  }
}

function kitchenLine(line: KitchenOrder): KitchenLine {
  const { id, orderId, roomNo, wristbandNo, goodsCode, category, quantity, orderedAt, orderedBy, deliveredAt } = line;
  return { id, orderId, roomNo, wristbandNo, goodsCode, category, quantity, orderedAt, orderedBy, deliveredAt };
}
