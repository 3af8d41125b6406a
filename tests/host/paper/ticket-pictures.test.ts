import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../hardware/printer/render.ts';
import { billTicket } from '../../../host/paper/bill-ticket.ts';

import { dispatchSlip } from '../../../host/paper/dispatch-slip.ts';
import { orderSlip } from '../../../host/paper/order-slip.ts';
import { testSlip } from '../../../host/paper/test-slip.ts';
import { sampleBill, sampleDispatch, sampleOrder } from './tickets-sample.ts';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'pictures');

const pictures = {
  'slip-bill': renderSvg(billTicket(sampleBill()), { paperMm: 80 }),
  'slip-bill-58': renderSvg(billTicket(sampleBill(['en'])), { paperMm: 58 }),
  'slip-dispatch': renderSvg(dispatchSlip(sampleDispatch()), { paperMm: 80 }),
  'slip-dispatch-changed': renderSvg(
    dispatchSlip({ ...sampleDispatch(), insteadOfItem: { 'zh-CN': '经典足疗', en: 'Classic foot care' } }),
    { paperMm: 80 },
  ),
  'slip-order-stand-in': renderSvg(orderSlip({ ...sampleOrder(), insteadOf: 'kitchen' }), { paperMm: 80 }),
  'slip-test': renderSvg(testSlip('front', { ...sampleBill(), copyNumber: 1 }), { paperMm: 80 }),
};

/** Receiptline names a filter anew each time. */
const settled = (svg: string) => svg.replace(/receipt-[0-9a-f-]{36}/g, 'receipt');

describe('the pictures of slips in the documentation', () => {
  it.each(Object.entries(pictures))('%s is what prints today (UPDATE_PICTURES=1 draws it anew)', (name, svg) => {
    const file = path.join(folder, `${name}.svg`);
    const drawn = `${settled(svg).replace('<g font-family', '<rect width="100%" height="100%" fill="#fff"/><g font-family')}\n`;
    if (process.env.UPDATE_PICTURES) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, drawn);
    }
    expect(readFileSync(file, 'utf8')).toBe(drawn);
  });
});
