import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderEscPos, renderSvg } from '../../../hardware/printer/render.ts';
import { SimPrinter } from '../../../hardware/sim/printer.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import { billTicket } from '../../../host/paper/bill-ticket.ts';

import { dispatchSlip } from '../../../host/paper/dispatch-slip.ts';
import { orderSlip } from '../../../host/paper/order-slip.ts';
import { sampleBill, sampleDispatch, sampleOrder } from './tickets-sample.ts';

type PaperMm = 58 | 80;

/** The lines that come out of a printer. Time stands still: the line delivers at once. */
async function onPaper(markup: string, paperMm: PaperMm = 80): Promise<string[]> {
  const tasks: (() => void)[] = [];
  const { near, far } = new MemoryLine('test', {
    now: () => 0,
    setTimeout: (task) => ({ timer: tasks.push(task) }),
    clearTimeout: () => undefined,
  });
  const printer = new SimPrinter();
  await printer.attach(far);
  await near.open();
  await near.write(renderEscPos(markup, { paperMm, encoding: 'gb18030' }));
  for (const task of tasks) task();
  expect(printer.slips).toHaveLength(1);
  return (printer.slips[0]?.lines ?? []).map((line) => line.text);
}

/** The same from the picture: the text of each row. */
function inPicture(markup: string, paperMm: PaperMm = 80): string {
  return Array.from(
    renderSvg(markup, { paperMm }).matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g),
    ([, character = '']) => character,
  )
    .join('')
    .replaceAll('&#xa0;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const squeezed = (text: string) => text.replace(/\s+/g, '');

describe('bill', () => {
  it('says who sold what to whom for how much, and how it was paid', async () => {
    const lines = await onPaper(billTicket(sampleBill()));
    const text = lines.join('\n');
    expect(lines[0]?.trim()).toBe('云水堂·江湾店');
    expect(text).toMatch(/单号 +20261121-0042/);
    expect(text).toMatch(/房间 +302/);
    expect(text).toMatch(/手牌 +88, 89/);
    expect(text).toMatch(/开单 +2026-11-21 18:05/);
    expect(text).toMatch(/结账 +2026-11-21 20:10/);
    expect(text).toMatch(/中式推拿 +1 +198\.00\n +302 技师 88 点钟/);
    expect(text).toMatch(/足疗加肩颈 +1\.5 +294\.30\n +技师 17 轮钟 @218\.00\n +优惠 -32\.70/);
    expect(text).toMatch(/龙井茶 +2 +56\.00\n +@28\.00/);
    expect(text).toMatch(/小计 +￥548\.30/);
    expect(text).toMatch(/金卡九折 +-￥49\.30/);
    expect(text).toMatch(/合计 +￥499\.00/);
    expect(text).toMatch(/港币现金 +HK\$300\.00\n += ￥276\.30 @ 0\.9210/);
    expect(text).toMatch(/现金 +￥225\.00/);
    expect(text).toMatch(/找零 +￥2\.30/);
    expect(text).toMatch(/余额 +￥1,280\.50/);
    expect(text).not.toContain('非收据');
    expect(text).not.toContain('副本');
  });

  it('prints in both languages where the store wants it, the leading one first', async () => {
    const text = (await onPaper(billTicket(sampleBill(['zh-CN', 'en'])))).join('\n');
    expect(text).toMatch(/账单\n +BILL/);
    expect(text).toMatch(/中式推拿 +1 +198\.00\n +Chinese massage/);
    expect(text).toMatch(/合计 Total +￥499\.00/);
  });

  it('shows one language only where only that is wanted', async () => {
    const text = (await onPaper(billTicket(sampleBill(['en'])))).join('\n');
    expect(text).toMatch(/Chinese massage +1 +198\.00/);
    expect(text).not.toContain('中式推拿');
    expect(text).not.toContain('合计');
  });

  it('says of a pre-bill above and below that it is not a receipt', async () => {
    const lines = await onPaper(
      billTicket({ ...sampleBill(['zh-CN', 'en']), kind: 'pre-bill', payments: [], change: [] }),
    );
    for (const warning of ['预打单 · 非收据', 'PRE-BILL · NOT A RECEIPT']) {
      const rows = lines.flatMap((line, row) => (line.trim() === warning ? [row] : []));
      expect(rows).toHaveLength(2);
      expect(rows[0]).toBeLessThan(10);
      expect(rows[1]).toBeGreaterThan(lines.length - 4);
    }
    expect(lines.join('\n')).toMatch(/应付 Due +￥499\.00/);
  });

  it('marks copies with their number', async () => {
    const text = (await onPaper(billTicket({ ...sampleBill(['zh-CN', 'en']), copyNumber: 3 }))).join('\n');
    expect(text).toContain('副本 COPY 3');
  });

  it('writes amounts of currencies without a minor unit without decimals', async () => {
    const bill = { ...sampleBill(), currency: 'JPY', totalMinor: 12345, payments: [], change: [] };
    expect((await onPaper(billTicket(bill))).join('\n')).toMatch(/合计 +JP￥12,345$/m);
  });

  it('fits 58 mm: no line is wider than 32 columns and nothing is lost', async () => {
    const markup = billTicket(sampleBill(['zh-CN', 'en']));
    const narrow = await onPaper(markup, 58);
    const width = (line: string) => Array.from(line).reduce((sum, letter) => sum + (letter > '\u007f' ? 2 : 1), 0);
    expect(Math.max(...narrow.map(width))).toBeLessThanOrEqual(32);
    const withoutRules = (lines: string[]) => squeezed(lines.join('')).replaceAll('─', '');
    const letters = (lines: string[]) => Array.from(withoutRules(lines)).sort().join('');
    expect(letters(narrow)).toBe(letters(await onPaper(markup, 80)));
  });

  it('keeps a total of any size in one line on 58 mm', async () => {
    for (const [totalMinor, printed] of [
      [49_900, '￥499.00'],
      [1_234_500, '￥12,345.00'],
      [123_456_789_00, '￥123,456,789.00'],
    ] as const) {
      const lines = await onPaper(billTicket({ ...sampleBill(['zh-CN', 'en']), totalMinor }), 58);
      expect(lines.find((line) => line.startsWith('合计'))).toMatch(new RegExp(`${printed}$`));
    }
  });
});

describe('dispatch slip', () => {
  it('tells technician, room, bed, item, minutes, type and time', async () => {
    const text = (await onPaper(dispatchSlip(sampleDispatch()), 58)).join('\n');
    expect(text).toContain('派钟单');
    expect(text).toMatch(/技师 +88\n +李倩/);
    expect(text).toMatch(/房间 +302/);
    expect(text).toMatch(/床位 +2/);
    expect(text).toMatch(/手牌 +45/);
    expect(text).toContain('中式推拿');
    expect(text).toMatch(/60 分钟 +点钟/);
    expect(text).toContain('客人腰伤');
    expect(text).toMatch(/叫钟 +2026-11-21 18:05/);
  });
});

it.each([58, 80] as const)(
  'a changed dispatch slip names the old item and says it is void, on %s mm',
  async (paperMm) => {
    const insteadOfItem = { 'zh-CN': '足疗加肩颈', en: 'Foot care with neck and shoulders' };
    const slip = dispatchSlip({ ...sampleDispatch(['zh-CN', 'en']), insteadOfItem });
    const text = (await onPaper(slip, paperMm)).join(' ').replace(/\s+/g, ' ');
    for (const part of [
      '派钟单',
      '改单 CHANGED',
      '中式推拿',
      '原项目 Instead of',
      '足疗加肩颈',
      '旧单作废',
      'Earlier slips are void',
    ]) {
      expect(text).toContain(part);
    }
  },
);

it.each([58, 80] as const)('a dispatch slip says what the guest wishes, each in full, on %s mm', async (paperMm) => {
  const long = `${'左肩轻一点，'.repeat(20)}不要精油`;
  const slip = dispatchSlip({ ...sampleDispatch(['zh-CN', 'en']), wishes: ['strong "pressure"', long] });
  const text = (await onPaper(slip, paperMm)).join(' ');
  expect(text).toMatch(/客人要求\s+GUEST NOTES/);
  expect(text).toContain('strong "pressure"');
  expect(squeezed(text)).toContain(long);
  expect(dispatchSlip(sampleDispatch())).not.toContain('客人要求');
});

describe('order slip', () => {
  it('lists what is made for which room, with notes and the number of pieces', async () => {
    const text = (await onPaper(orderSlip(sampleOrder()))).join('\n');
    expect(text).toContain('厨房出品单');
    expect(text).toMatch(/房间 +302/);
    expect(text).toMatch(/牛肉面 +×2\n» 一碗不要香菜/);
    expect(text).toMatch(/水果拼盘 +×1/);
    expect(text).toMatch(/合计件数 +3/);
    expect(text).toMatch(/单号 +D-0021/);
  });
});

describe('text that people type', () => {
  // What a keyboard and a name book give, and above all everything that means something in the markup.
  const awkward = fc.string({
    unit: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'\\|{}~_"`^-=;:n x2d<>&', '\\x07', '\\n', '---', '===', '^^^') },
      { weight: 1, arbitrary: fc.constantFrom(...'中文龘éABC09', '🎉', '！') },
    ),
    maxLength: 24,
  });

  it('is printed as typed, on paper and in the picture', async () => {
    await fc.assert(
      fc.asyncProperty(awkward, awkward, async (name, note) => {
        const markup = orderSlip({ ...sampleOrder(), lines: [{ name: { 'zh-CN': `<${name}>` }, quantity: 7, note }] });
        const paper = squeezed((await onPaper(markup, 58)).join(''));
        const picture = squeezed(inPicture(markup, 58));
        // The quantity stands beside the first line of a name that takes several.
        const expectedName = squeezed(`<${name}>`);
        expect(paper.replace('×7', '')).toContain(expectedName.replace('×7', ''));
        expect(picture.replace('×7', '')).toContain(expectedName.replace('×7', ''));
        for (const seen of [paper, picture]) expect(seen).toContain(squeezed(note));
      }),
      { numRuns: 150 },
    );
  });

  it('never breaks what stands around it, whatever its code points', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (typed) => {
        const bill = sampleBill();
        const markup = billTicket({
          ...bill,
          cashier: typed,
          note: typed,
          lines: bill.lines.map((line, index) => (index === 0 ? { ...line, name: { 'zh-CN': typed } } : line)),
        });
        const text = (await onPaper(markup)).join('\n');
        expect(text).toMatch(/ 1 +198\.00\n/);
        expect(text).toMatch(/龙井茶 +2 +56\.00\n/);
        expect(text).toMatch(/合计 +￥499\.00\n/);
        expect(text).toMatch(/谢谢光临，欢迎再来/);
        const svg = renderSvg(markup, { paperMm: 80 });
        expect(svg.match(/<svg/g)).toHaveLength(1);
        expect(inPicture(markup)).toContain('￥499.00');
        // What XML does not allow would make the whole picture unreadable.
        expect(svg).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['a stroke that makes another sign of =', 'x=\u0338y', 'x≠y'],
    ['a combining dot after =', 'x=\u0323y', 'x=y'],
    ['a combining dot after a backtick', 'a`\u0323b', 'a`b'],
    ['a character that composes to a backtick', 'a\u1fefb', 'a`b'],
    ['a line separator', 'one\u2028two', 'one two'],
    ['a line break', 'one\r\ntwo', 'one two'],
    ['half a surrogate pair', 'a\ud800b', 'a?b'],
    ['an accent of its own', 'cafe\u0301', 'café'],
    ['direction and zero-width marks', 'a\u202eb\u200bc\ufeff', 'abc'],
    ['the half-width yen sign', '¥5', '￥5'],
  ])('survives %s', async (_what, typed, printed) => {
    const markup = billTicket({ ...sampleBill(), cashier: typed });
    expect((await onPaper(markup)).find((line) => line.startsWith('收银'))).toBe(`收银${' '.repeat(12)}${printed}`);
  });

  it('is cut where it is longer than a slip', async () => {
    const text = squeezed((await onPaper(billTicket({ ...sampleBill(), note: '长'.repeat(5000) }))).join(''));
    expect(text.match(/长/g)).toHaveLength(399);
    expect(text).toContain('长…');
  });
});
