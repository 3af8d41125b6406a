import { minorToDecimal } from '../../core/kernel/money.ts';
import type { ClockType } from '../../core/model/clock-types/clock-types.ts';
import { clockTypeWords } from '../../core/model/clock-types/words.ts';
import { blank, centre, columns, columnsOf, joined, left, line, qrCode, right, rule, text, ticket } from './markup.ts';
import { amount, amounts, dateAndTime, heading, indented, labelled, storeHead, titleLines } from './parts.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

export interface BillTicketLine {
  name: LocalText;
  /** Whole, or a decimal string for half clocks: `0.5`. */
  quantity: number | string;
  unitPriceMinor: number;
  /** What the line adds to the bill, after the line's own discount. */
  amountMinor: number;
  /** The line's own discount, positive. */
  discountMinor?: number;
  roomNo?: string;
  technicianNo?: string;
  clockType?: ClockType;
  note?: string;
}

/** Bill discount, minimum charge, service charge, rounding: anything between subtotal and total. */
interface BillAdjustment {
  name: LocalText;
  /** Negative takes off. */
  amountMinor: number;
}

export interface BillPayment {
  tenderName: LocalText;
  currency: string;
  amountMinor: number;
  /** In another currency than the bill's: what it was worth and the rate frozen on the bill. */
  worthMinor?: number;
  rate?: string;
  reference?: string;
}

/** 账单, or before payment the 预打单, which says that it is not a receipt. */
export interface BillTicketData extends TicketSetting {
  kind: 'bill' | 'pre-bill';
  billNo: string;
  /** The bill's own currency. */
  currency: string;
  roomNos: readonly string[];
  wristbandNos: readonly string[];
  guests: number;
  openedAt: number;
  /** Missing on a pre-bill. */
  settledAt?: number;
  cashier?: string;
  lines: readonly BillTicketLine[];
  subtotalMinor: number;
  adjustments: readonly BillAdjustment[];
  totalMinor: number;
  payments: readonly BillPayment[];
  change: readonly { currency: string; amountMinor: number }[];
  member?: { cardNo: string; name?: string; level?: LocalText; balanceMinor?: number; points?: number };
  note?: string;
  /** Where the journal says it: whoever keeps the paper can show later that nothing before it was changed. */
  journalRow?: { seq: number; hash: string } | null;
  /** Where a guest signs: on account, complimentary. */
  signature?: boolean;
}

/** Columns of a quantity and of an amount beside the name of what was sold. */
const quantityColumns = 4;
const amountColumns = 10;
/** Columns of the label of the total, and what a narrow roll leaves for its amount. */
const totalLabelColumns = 12;
const largeTotalColumns = 32 - totalLabelColumns - 1;
/** Columns of an amount with its currency. */
const moneyColumns = 15;

/**
 * 账单, and before payment 预打单, which says above and below that it is not a receipt.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function billTicket(bill: BillTicketData): string {
  const inLine = (local: LocalText) => inOneLine(local, bill.languages);
  const isPreBill = bill.kind === 'pre-bill';
  const warning = isPreBill
    ? inLanguages(words.notAReceipt, bill.languages).map((words) => line(centre(text(words, 'inverse'))))
    : [];
  return ticket([
    ...storeHead(bill),
    blank,
    ...titleLines(isPreBill ? words.preBill : words.bill, bill),
    ...warning,
    rule,
    ...labelled(
      [
        { label: words.number, value: text(bill.billNo) },
        { label: words.room, value: text(bill.roomNos.join(', '), 'bold') },
        { label: words.wristband, value: text(bill.wristbandNos.join(', ')) },
        { label: words.guests, value: text(String(bill.guests)) },
        { label: words.openedAt, value: text(dateAndTime(bill.openedAt, bill)) },
        {
          label: isPreBill ? words.printedAt : words.settledAt,
          value: text(dateAndTime(bill.settledAt ?? bill.printedAt, bill)),
        },
        { label: words.cashier, value: text(bill.cashier ?? '') },
      ],
      bill,
    ),
    rule,
    ...columns(
      ['*', quantityColumns, amountColumns],
      [
        [
          left(text(inLine(words.item))),
          right(text(inLanguages(words.quantity, bill.languages)[0] ?? '')),
          right(text(bill.currency)),
        ],
      ],
    ),
    ...bill.lines.flatMap((item) => billLine(item, bill)),
    rule,
    ...totals(bill),
    ...bill.payments.flatMap((payment) => paymentLines(payment, bill)),
    ...amounts(
      bill.change.map((given) => ({
        label: inLine(words.change),
        amount: amount(given.amountMinor, given.currency),
      })),
      moneyColumns,
    ),
    ...memberLines(bill),
    ...(bill.note ? [rule, ...labelled([{ label: words.note, value: text(bill.note) }], bill)] : []),
    ...(bill.signature ? [blank, line(left(text(`${inLine(words.signature)}:`))), blank, blank, rule] : []),
    blank,
    // The cashier finds a bill that is brought back by its code.
    ...(isPreBill
      ? warning
      : [...qrCode(bill.billNo), ...checkLine(bill), blank, ...heading(words.thanks, bill, 'normal')]),
  ]);
}

/** So many digits of the hash stand on paper: nobody finds another row with the same. */
const hashDigits = 16;

/** The row of the journal and the head of its hash, as `npm run verify -- --head` takes it. */
function checkLine({ journalRow, languages }: BillTicketData): string[] {
  if (!journalRow) return [];
  const { seq, hash } = journalRow;
  const label = inLanguages(words.check, languages)[0] ?? '';
  return [line(centre(text(`${label} ${seq}:${hash.slice(0, hashDigits)}`)))];
}

/** Name, quantity and amount; below, what explains them: other language, technician, price, discount, note. */
function billLine(item: BillTicketLine, bill: BillTicketData): string[] {
  const decimal = (amountMinor: number) => minorToDecimal(amountMinor, bill.currency);
  const [name = '', ...otherNames] = inLanguages(item.name, bill.languages);
  const details = [
    ...otherNames,
    [
      item.roomNo ?? '',
      item.technicianNo ? `${inLanguages(words.technician, bill.languages)[0]} ${item.technicianNo}` : '',
      item.clockType ? (inLanguages(clockTypeWords[item.clockType], bill.languages)[0] ?? '') : '',
      String(item.quantity) === '1' ? '' : `@${decimal(item.unitPriceMinor)}`,
    ]
      .filter((piece) => piece !== '')
      .join(' '),
    item.discountMinor ? `${inOneLine(words.discount, bill.languages)} ${decimal(-item.discountMinor)}` : '',
    item.note ?? '',
  ];
  return [
    ...columns(
      ['*', quantityColumns, amountColumns],
      [[left(text(name, 'bold')), right(text(String(item.quantity))), right(text(decimal(item.amountMinor)))]],
    ),
    ...indented(details),
  ];
}

function totals(bill: BillTicketData): string[] {
  const inLine = (local: LocalText) => inOneLine(local, bill.languages);
  const money = (amountMinor: number) => amount(amountMinor, bill.currency);
  const total = money(bill.totalMinor);
  return [
    ...amounts([{ label: inLine(words.subtotal), amount: money(bill.subtotalMinor) }], moneyColumns),
    ...bill.adjustments.flatMap((adjustment) => namedAmount(adjustment.name, money(adjustment.amountMinor), [], bill)),
    rule,
    ...columns(
      [totalLabelColumns, '*'],
      [
        [
          left(text(inLine(bill.kind === 'pre-bill' ? words.due : words.total), 'bold')),
          right(text(total, columnsOf(total) * 2 <= largeTotalColumns ? 'large' : 'tall')),
        ],
      ],
    ),
    ...(bill.payments.length > 0 ? [rule] : []),
  ];
}

/** Tender and amount; below, for another currency what it was worth and the rate, and the reference. */
function paymentLines(payment: BillPayment, bill: BillTicketData): string[] {
  const worth =
    payment.worthMinor === undefined
      ? ''
      : `= ${amount(payment.worthMinor, bill.currency)}${payment.rate ? ` @ ${payment.rate}` : ''}`;
  return namedAmount(
    payment.tenderName,
    amount(payment.amountMinor, payment.currency),
    [worth, payment.reference ?? ''],
    bill,
  );
}

/** A name of the store's own and its amount; below, the name in the other language and what explains it. */
function namedAmount(name: LocalText, money: string, details: readonly string[], bill: BillTicketData): string[] {
  const [label = '', ...otherNames] = inLanguages(name, bill.languages);
  return [...amounts([{ label, amount: money }], moneyColumns), ...indented([...otherNames, ...details])];
}

function memberLines(bill: BillTicketData): string[] {
  const { member } = bill;
  if (!member) return [];
  const level = member.level ? inOneLine(member.level, bill.languages) : '';
  return [
    rule,
    ...labelled(
      [
        { label: words.member, value: text(member.cardNo) },
        { label: {}, value: joined(text(member.name ?? ''), text(level)) },
        {
          label: words.balance,
          value: text(member.balanceMinor === undefined ? '' : amount(member.balanceMinor, bill.currency)),
        },
        { label: words.points, value: text(member.points === undefined ? '' : String(member.points)) },
      ],
      bill,
    ),
  ];
}
