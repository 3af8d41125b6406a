import type { Bill } from '../../../core/model/bills/bill-schema.ts';
import { billError } from '../../../core/model/bills/errors.ts';
import { doneBy } from '../../../core/model/site/names.ts';
import { billById, billsOfDay } from '../../../db/parts/bills/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import { previewOf } from './preview.ts';
import type { BillService } from './service.ts';
import type { BillPreview, BillView } from './views.ts';

export interface BillDeskOptions {
  db: StoreDatabase;
  businessDate(): string;
  /** A bill as its printer would print it. */
  svgOf(bill: Bill): string;
}

/** Bills, as the cashier sees them. */
export class BillDesk implements BillService {
  readonly #options: BillDeskOptions;

  constructor(options: BillDeskOptions) {
    this.#options = options;
  }

  preview(visitId: string, guestIds: string[]): BillPreview {
    return previewOf(this.#options.db, visitId, guestIds);
  }

  today(): BillView[] {
    const { db, businessDate } = this.#options;
    return billsOfDay(db.read, businessDate())
      .map(({ id, no, roomNo, totalMinor, changeMinor, settledAt, settledBy, payments }) => ({
        ...{ id, no, roomNo, totalMinor, changeMinor, settledAt },
        settledBy: doneBy(db.state.settings, settledBy),
        payments: payments.map(({ tenderCode, currency, amountMinor, valueMinor }) => ({
          ...{ tenderCode, currency, amountMinor, valueMinor },
        })),
      }))
      .reverse();
  }

  svg(billId: string): string {
    const { db, svgOf } = this.#options;
    const bill = billById(db.read, billId);
    if (!bill) throw billError('BILL_UNKNOWN', { billId });
    return svgOf(bill);
  }
}
