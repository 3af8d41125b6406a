import { renderEscPos } from '../../hardware/printer/render.ts';
import type { BillTicketData, BillTicketLine } from '../../host/paper/bill-ticket.ts';
import { billTicket } from '../../host/paper/bill-ticket.ts';

import { type BenchRow, benchRow } from './row.ts';

const lineCount = 60;
const measuredMs = 3000;
const leastPerSecond = 200;

/** Whole bills with 60 lines to ESC/POS bytes, per second of processor time (others may use the machine too). */
export function ticketRow(): BenchRow {
  const bill = longBill();
  const render = () => renderEscPos(billTicket(bill), { paperMm: 80, encoding: 'gb18030' });
  for (let round = 0; round < 20; round += 1) render();
  const startedMs = performance.now();
  const used = process.cpuUsage();
  let count = 0;
  for (; performance.now() - startedMs < measuredMs; count += 1) render();
  const { user, system } = process.cpuUsage(used);
  return benchRow(
    {
      name: 'ticket',
      unit: 'bills/s of processor time',
      value: count / ((user + system) / 1e6),
      target: `≥ ${leastPerSecond}`,
      note: `${lineCount} lines, laid out and encoded each time, ${render().length} bytes`,
    },
    (perSecond) => perSecond >= leastPerSecond,
  );
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
