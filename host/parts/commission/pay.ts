import { sumOfMoney } from '../../../core/kernel/amounts.ts';
import type { Language } from '../../../core/kernel/money.ts';
import { monthOf } from '../../../core/kernel/month.ts';
import { attendanceMonth } from '../../../core/model/attendance/month.ts';
import { commissionError } from '../../../core/model/commission/errors.ts';
import type { CommissionPay } from '../../../core/model/site/commission-rule.ts';
import { ownCurrency } from '../../../core/model/site/find.ts';
import { doneBy, personName, personNo, shownOf } from '../../../core/model/site/names.ts';

import { closingOf, type PayEntry, payEntries, payParts, servedInMonth } from '../../../db/parts/commission/queries.ts';
import type { StoreReader } from '../../../db/store-reader.ts';
import type { FileView } from '../../contract/views.ts';
import { workbook } from '../../paper/workbook.ts';
import { payMonthSheets, payslipSheets } from './pay-sheets.ts';
import type { PayEntryView, PayMonthView, PayPersonView } from './views.ts';

export interface PayBooksOptions {
  /** A connection's view of the store. */
  db: Pick<StoreReader, 'state' | 'read'>;
  now(): number;
  businessDate(): string;
}

/** What everybody earned, for screens and sheets. */
export class PayBooks {
  readonly #options: PayBooksOptions;

  constructor(options: PayBooksOptions) {
    this.#options = options;
  }

  /** Null: the month of today. Throws MONEY_CURRENCIES_MIXED. */
  month(asked: string | null): PayMonthView {
    const { db, businessDate } = this.#options;
    const { pay } = db.state;
    const currentMonth = monthOf(businessDate());
    const month = asked ?? currentMonth;
    const known = pay.months();
    const closing = closingOf(db.read, month);
    const served = new Map(servedInMonth(db.read, month).map((row) => [row.payeeNo, row]));
    const people = pay.totals(month).map((total) => {
      const { clocks = 0, servedMs = 0, turnoverMinor = 0 } = served.get(total.payeeNo) ?? {};
      const { no, hasLeft } = shownOf(db.state.settings, 'person', total.payeeNo);
      return { ...total, no, name: this.#nameOf(total.payeeNo), hasLeft, clocks, servedMs, turnoverMinor };
    });
    const { amountMinor: totalMinor, currency } = sumOfMoney(
      people.map((person) => ({ amountMinor: person.totalMinor, currency: person.currency })),
      ownCurrency(db.state),
    );
    return {
      month,
      currentMonth,
      months: [...new Set([...known, currentMonth, month])].sort().reverse(),
      closed: closing && { at: closing.closedAt, by: doneBy(db.state.settings, closing.closedBy) },
      canClose: !closing && month < currentMonth && !known.some((earlier) => earlier < month && !pay.isClosed(earlier)),
      totalMinor,
      currency,
      people: people.sort((a, b) => a.no.localeCompare(b.no, 'en', { numeric: true })),
    };
  }

  /** Throws PAY_NOTHING. */
  person(month: string, payeeNo: string): PayPersonView {
    const { db, now } = this.#options;
    const { state } = db;
    const payslip = state.pay.payslip(month, payeeNo);
    if (!payslip) throw commissionError('PAY_NOTHING', { payeeNo, month });
    const parts = Map.groupBy(payParts(db.read, month, payeeNo), (part) => part.seq);
    return {
      no: personNo(state.settings, payeeNo),
      name: this.#nameOf(payeeNo),
      payslip,
      attendance: state.technicians.byNo(payeeNo)
        ? attendanceMonth(state.site, state.attendance, month, payeeNo, now())
        : null,
      entries: payEntries(db.read, month, payeeNo).map((entry) => ({
        ...entryView(entry),
        parts: (parts.get(entry.seq) ?? []).map(({ ruleKey, rule, nth, amountMinor }) => ({
          ...{ ruleKey, nth, amountMinor },
          pay: (JSON.parse(rule) as { pay?: CommissionPay }).pay ?? null,
        })),
      })),
    };
  }

  /** Reads everything before it waits. */
  async excel(month: string, language: Language): Promise<FileView> {
    const { db } = this.#options;
    const sheets = payMonthSheets(
      this.month(month),
      payEntries(db.read, month, null),
      (payeeNo) => [personNo(db.state.settings, payeeNo), this.#nameOf(payeeNo)],
      { site: db.state.site, settings: db.state.settings, language },
    );
    return workbook(`pay-${month}.xlsx`, sheets);
  }

  /** Reads everything before it waits. Throws PAY_NOTHING. */
  async payslipExcel(month: string, payeeNo: string, language: Language): Promise<FileView> {
    const { site, settings } = this.#options.db.state;
    const person = this.person(month, payeeNo);
    return workbook(`payslip-${month}-${person.no}.xlsx`, payslipSheets(person, { site, settings, language }));
  }

  #nameOf(payeeNo: string): string {
    return personName(this.#options.db.state.settings, payeeNo);
  }
}

function entryView(entry: PayEntry): Omit<PayEntryView, 'parts'> {
  const { seq: _seq, payeeNo: _payeeNo, servers, ...view } = entry;
  return { ...view, isSplit: servers > 1 };
}
