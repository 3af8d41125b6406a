import { describe, expect, it } from 'vitest';
import { type PrinterEncoding, printsChinese } from '../../../hardware/printer/encoding.ts';
import { renderEscPos, renderSvg } from '../../../hardware/printer/render.ts';
import { type PaperLine, PrinterPaper } from '../../../hardware/sim/printer-paper.ts';
import { billTicket } from '../../../host/paper/bill-ticket.ts';

import { dispatchSlip } from '../../../host/paper/dispatch-slip.ts';
import { orderSlip } from '../../../host/paper/order-slip.ts';
import { testSlip } from '../../../host/paper/test-slip.ts';
import { sampleBill, sampleDispatch, sampleOrder } from './tickets-sample.ts';

const encodings: PrinterEncoding[] = [
  'gb18030',
  'gbk',
  'big5',
  'shiftjis',
  'ksc5601',
  'cp437',
  'cp858',
  'cp866',
  'cp1252',
];
const settled = sampleBill(['zh-CN', 'en']);
const { settledAt: _settledAt, payments: _payments, ...open } = settled;

/** Every ticket there is, in every form it takes. */
const tickets: Record<string, string> = {
  bill: billTicket(settled),
  'bill in Chinese': billTicket(sampleBill()),
  'bill in English': billTicket(sampleBill(['en'])),
  'copy of a bill': billTicket({ ...settled, copyNumber: 2, signature: true, note: '老板签单 & <免单>' }),
  'pre-bill': billTicket({ ...open, kind: 'pre-bill', payments: [], change: [] }),
  dispatch: dispatchSlip(sampleDispatch(['zh-CN', 'en'])),
  'dispatch for another printer': dispatchSlip({ ...sampleDispatch(), copyNumber: 2, insteadOf: 'clock-room' }),
  'changed dispatch': dispatchSlip({
    ...sampleDispatch(['zh-CN', 'en']),
    insteadOfItem: { 'zh-CN': '经典足疗', en: 'Foot' },
  }),
  order: orderSlip(sampleOrder(['zh-CN', 'en'])),
  test: testSlip('front', { ...sampleBill(), copyNumber: 1 }),
};

interface Shown {
  /** Without blanks: where they stand is told by the columns. */
  text: string;
}

/** What a printer makes of the bytes: lines with something on them, and codes. */
function paperOf(bytes: Uint8Array, encoding: PrinterEncoding): { lines: Shown[]; codes: string[] } {
  const lines: PaperLine[] = [];
  const codes: string[] = [];
  const listener = {
    onLine: (line: PaperLine) => lines.push(line),
    onCut: () => {},
    onDrawerKick: () => {},
    onQuestionInTurn: () => {},
    onCode: (code: string) => codes.push(code),
  };
  new PrinterPaper(listener, printsChinese(encoding) ? encoding : 'gb18030').print(bytes);
  return {
    lines: lines.map(({ text }) => ({ text: text.replace(/\s/g, '') })).filter(({ text }) => text !== ''),
    codes,
  };
}

/** What the picture shows, line by line: texts at the same height, from left to right. */
function pictureOf(svg: string): { lines: Shown[] } {
  const entities: Record<string, string> = {
    '&#xa0;': ' ',
    '&lt;': '<',
    '&gt;': '>',
    '&amp;': '&',
    '&quot;': '"',
    '&apos;': "'",
  };
  const lines: Shown[] = [];
  for (const [, group = ''] of svg.matchAll(/<g transform="translate\(\d+,\d+\)">(.*?)<\/g>(?=<g|<\/|$)/gs)) {
    const letters = Array.from(group.matchAll(/<tspan[^>]*>([^<]*)/g), ([, letter = '']) =>
      letter.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity),
    );
    const text = letters.join('').replace(/\s/g, '');
    if (text !== '') lines.push({ text });
  }
  return { lines };
}

describe('the picture of a ticket is the paper', () => {
  for (const paperMm of [58, 80] as const) {
    it.each(Object.entries(tickets))(`${paperMm} mm: %s`, (_name, markup) => {
      for (const encoding of encodings) {
        const paper = paperOf(renderEscPos(markup, { paperMm, encoding }), encoding);
        const picture = pictureOf(renderSvg(markup, { paperMm, encoding }));
        const withoutRules = (lines: Shown[]) =>
          lines.map(({ text }) => text.replace(/[─-]{10,}/g, '')).filter(Boolean);
        expect(withoutRules(picture.lines), encoding).toEqual(withoutRules(paper.lines));
        expect(paper.lines.length).toBeGreaterThan(4);
      }
    });
  }

  it('a bill has a code that says its number, and none where the printer cannot draw it', () => {
    for (const paperMm of [58, 80] as const) {
      const settings = { paperMm, encoding: 'gb18030' } as const;
      expect(paperOf(renderEscPos(billTicket(settled), settings), 'gb18030').codes).toEqual([settled.billNo]);
      expect(paperOf(renderEscPos(billTicket(settled), { ...settings, qr: false }), 'gb18030').codes).toEqual([]);
      expect(renderSvg(billTicket(settled), settings).length).toBeGreaterThan(
        renderSvg(billTicket(settled), { ...settings, qr: false }).length,
      );
    }
  });

  it('says what a Western character set lacks in other words', () => {
    const text = (encoding: PrinterEncoding) =>
      paperOf(renderEscPos('|￥1×2 – 88 、技|', { paperMm: 58, encoding }), encoding).lines.map((line) => line.text);
    expect(text('cp437')).toEqual(['¥1x2-88,?']);
    expect(text('cp858')).toEqual(['¥1×2-88,?']);
    expect(text('cp1252')).toEqual(['¥1×2–88,?']);
    expect(text('cp866')).toEqual(['Y1x2-88,?']);
    expect(text('gb18030')).toEqual(['￥1×2–88、技']);
  });
});
