import * as receiptline from 'receiptline';
import { renderEscPos } from '../../hardware/printer/render.ts';
import type { BillTicketData, BillTicketLine } from '../../host/paper/bill-ticket.ts';
import { billTicket } from '../../host/paper/bill-ticket.ts';

import { type BenchRow, benchRow } from './row.ts';

const lineCount = 60;
/** Ours and the library take turns, so that both see whatever else the machine does. */
const turns = 12;
const billsPerTurn = 25;
const mostTimes = 1.5;
const columns = 48;

/** Whole bills with 60 lines to ESC/POS bytes, against the layout library alone on the same ticket. */
export function ticketRow(): BenchRow {
  const bill = longBill();
  const ours = () => renderEscPos(billTicket(bill), { paperMm: 80, encoding: 'gb18030' });
  const markup = billTicket(bill);
  const command = receiptline.commands.generic;
  const library = () => receiptline.transform(markup, { cpl: columns, encoding: 'gb18030', spacing: true, command });
  const [oursMs, libraryMs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    oursMs.push(cpuMs(ours));
    libraryMs.push(cpuMs(library));
  }
  // The first turn warms up.
  const mean = (ofTurns: readonly number[]) => ofTurns.slice(1).reduce((sum, ms) => sum + ms, 0) / (turns - 1);
  const value = mean(oursMs);
  return benchRow(
    {
      name: 'ticket',
      unit: 'ms of processor time a bill',
      value,
      reference: mean(libraryMs),
      target: `ratio ≤ ${mostTimes}`,
      note: `${lineCount} lines, laid out and encoded each time, ${ours().length} bytes, ${Math.floor(1000 / value)} bills a second; reference: receiptline alone on the same markup`,
    },
    (ratio) => ratio <= mostTimes,
  );
}

/** Of one of them, in a turn. */
function cpuMs(work: () => unknown): number {
  const used = process.cpuUsage();
  for (let count = 0; count < billsPerTurn; count += 1) work();
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1000 / billsPerTurn;
}

function longBill(): BillTicketData {
  const at = Date.UTC(2026, 10, 21, 10, 5);
  const lines = Array.from(
    { length: lineCount },
    (_, index): BillTicketLine => ({
      name: { 'zh-CN': index % 2 === 0 ? '中式足疗' : '龙井茶', en: index % 2 === 0 ? 'Foot massage' : 'Longjing tea' },
      quantity: 1 + (index % 3),
      unitPriceMinor: 9800,
      amountMinor: 9800 * (1 + (index % 3)),
      ...(index % 2 === 0 ? { technicianNo: String(index + 1), clockType: 'rotation' as const } : {}),
    }),
  );
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return {
    store: { name: { 'zh-CN': '云水堂', en: 'Cloudwater' } },
    timeZone: 'Asia/Shanghai',
    languages: ['zh-CN'],
    printedAt: at,
    copyNumber: 1,
    kind: 'bill',
    billNo: '20261121-0042',
    currency: 'CNY',
    roomNos: ['302'],
    wristbandNos: ['88'],
    guests: 1,
    openedAt: at,
    settledAt: at + 7_500_000,
    cashier: '许琴',
    lines,
    subtotalMinor: totalMinor,
    adjustments: [],
    totalMinor,
    payments: [{ tenderName: { 'zh-CN': '现金', en: 'Cash' }, currency: 'CNY', amountMinor: totalMinor }],
    change: [],
  };
}
