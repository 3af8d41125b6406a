import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { drawerKick } from '../../hardware/printer/commands.ts';
import { createPrinterTransport } from '../../hardware/printer/open.ts';
import { ReceiptPrinter, type ReceiptPrinterSettings } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos, renderSvg } from '../../hardware/printer/render.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { SimPrinter, type SimPrinterSettings } from '../../hardware/sim/printer.ts';
import { MemoryLine } from '../../hardware/transport/memory.ts';
import { billTicket } from '../../host/paper/bill-ticket.ts';

import { sampleBill } from '../host/paper/tickets-sample.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A simulated network printer and the driver for it. */
async function networkPrinter(
  sim: SimPrinterSettings = {},
  settings: Partial<ReceiptPrinterSettings> = {},
): Promise<{ sim: SimPrinter; printer: ReceiptPrinter; port: number }> {
  const simPrinter = new SimPrinter(sim);
  const port = await simPrinter.listen(0);
  const transport = createPrinterTransport({ type: 'tcp', host: '127.0.0.1', port });
  const printer = new ReceiptPrinter({ transport, statusTimeoutMs: 200, ...settings });
  cleanups.push(() => simPrinter.close());
  cleanups.push(() => printer.close());
  return { sim: simPrinter, printer, port };
}

const bill = renderEscPos(billTicket(sampleBill(['zh-CN', 'en'])), { paperMm: 80, encoding: 'gb18030' });
const slip = (text: string) => renderEscPos(`|${text} |`, { paperMm: 58, encoding: 'gb18030' });

describe('ESC/POS', () => {
  it('carries Chinese as GB18030 in kanji mode', () => {
    const bytes = Buffer.from(renderEscPos('|请 88 号技师|', { paperMm: 58, encoding: 'gb18030' }));
    const at = bytes.indexOf(iconv.encode('请 88 号技师', 'gb18030'));
    expect(at).toBeGreaterThan(0);
    // FS & just before the text: two bytes are one character from here on.
    expect([...bytes.subarray(at - 2, at)]).toEqual([0x1c, 0x26]);
    expect(iconv.decode(bytes.subarray(at), 'gb18030')).toContain('请 88 号技师');
  });

  it('starts from a clean state and ends with feed and cut', () => {
    const bytes = Buffer.from(slip('x'));
    expect([...bytes.subarray(0, 2)]).toEqual([0x1b, 0x40]);
    expect([...bytes.subarray(-4)]).toEqual([0x1d, 0x56, 0x42, 0x00]);
  });

  it('keeps the width of the roll: 32 columns on 58 mm, 48 on 80 mm', async () => {
    const { sim, printer } = await networkPrinter();
    for (const paperMm of [58, 80] as const) {
      await printer.print(renderEscPos('-\n|left | right|', { paperMm, encoding: 'gb18030' }));
    }
    const [narrow, wide] = sim.slips.map((printed) => printed.lines.map((line) => line.text));
    expect(narrow).toEqual(['─'.repeat(16), `left${' '.repeat(23)}right`]);
    expect(wide).toEqual(['─'.repeat(24), `left${' '.repeat(39)}right`]);
  });

  it('draws rules in the character set of the text', async () => {
    const { sim, printer } = await networkPrinter();
    const markup = '|价 | 1|\n-\n|价 | 2|';
    await printer.print(renderEscPos(markup, { paperMm: 58, encoding: 'gb18030' }));
    const ruleBytes = iconv.encode('─'.repeat(16), 'gb18030');
    expect(Buffer.from(sim.slips[0]?.bytes ?? []).includes(ruleBytes)).toBe(true);
  });

  it('prints other encodings where the printer wants them', async () => {
    const { sim, printer } = await networkPrinter({ encoding: 'big5' });
    await printer.print(renderEscPos('|帳單 |', { paperMm: 58, encoding: 'big5' }));
    expect(sim.slips[0]?.text).toBe('帳單');
  });

  it('sends no printer a character that only a larger set has', async () => {
    const printed = async (encoding: 'big5' | 'gbk' | 'gb18030', text: string) => {
      const { sim, printer } = await networkPrinter({ encoding });
      await printer.print(renderEscPos(`|${text} |`, { paperMm: 58, encoding }));
      return { text: sim.slips[0]?.text, bytes: Buffer.from(sim.slips[0]?.bytes ?? []) };
    };
    // 号 has a place in the Big5 of Hong Kong alone.
    const taiwan = await printed('big5', '江灣路 88 号');
    expect(taiwan.text).toBe('江灣路 88 ?');
    expect(taiwan.bytes.includes(Buffer.from([0x8f, 0xad]))).toBe(false);
    expect((await printed('gbk', '𠮷野家 £5 €6 開号')).text).toBe('?野家 GBP 5 EUR 6 開号');
    expect((await printed('gb18030', '𠮷野家')).bytes.includes(Buffer.from([0x95, 0x34, 0xb2, 0x35]))).toBe(true);
  });

  it('opens the drawer with both pulse times, so that nothing of the slip is taken for them', () => {
    expect([...drawerKick()]).toEqual([0x1b, 0x70, 0, 50, 200]);
    expect([...drawerKick({ pin: 5, onMs: 2, offMs: 100_000 })]).toEqual([0x1b, 0x70, 1, 1, 255]);
  });

  it('refuses what cannot be laid out with a code of its own', () => {
    expect(() => renderSvg(`|${'x'.repeat(300_000)}|`, { paperMm: 80 })).toThrow(/PRINTER_BAD_TICKET/);
    expect(() => renderEscPos('{image:AAAA}', { paperMm: 80, encoding: 'gb18030' })).toThrow(/PRINTER_BAD_TICKET/);
  });
});

describe('a printer on the network', () => {
  it('prints a bill and says when it is printed', async () => {
    const { sim, printer } = await networkPrinter();
    await printer.print(bill);
    expect(sim.slips).toHaveLength(1);
    const text = sim.slips[0]?.text ?? '';
    expect(text).toMatch(/中式推拿 +1 +198\.00/);
    expect(text).toMatch(/合计 Total +￥499\.00/);
    const total = sim.slips[0]?.lines.find((line) => line.text.startsWith('合计'));
    expect(total).toMatchObject({ width: 2, height: 2 });
    expect(sim.cuts).toBe(1);
    expect(sim.drawerKicks).toBe(0);
  });

  it('shows on screen what it prints', async () => {
    const { sim, printer } = await networkPrinter();
    await printer.print(bill);
    const svg = renderSvg(billTicket(sampleBill(['zh-CN', 'en'])), { paperMm: 80 });
    const shown = Array.from(svg.matchAll(/<tspan[^>]*>([^<]*)/g), ([, letter = '']) => letter.replace('&#xa0;', ' '));
    const letters = (text: string) => text.replace(/[\s─]/g, '');
    expect(letters(shown.join(''))).toBe(letters(sim.slips[0]?.text ?? ''));
  });

  it('opens the drawer with the slip, and without one', async () => {
    const { sim, printer } = await networkPrinter();
    await printer.print(slip('one'), { kickDrawer: true });
    expect(sim.drawerKicks).toBe(1);
    expect(sim.slips[0]?.text).toBe('one');
    await printer.kickDrawer();
    expect(sim.drawerKicks).toBe(2);
    expect(sim.slips).toHaveLength(1);
  });

  it.each([false, true])('prints jobs one after the other, in their order (kept open: %s)', async (keepOpen) => {
    const { sim, printer } = await networkPrinter({}, { keepOpen });
    await Promise.all(['one', 'two', 'three'].map((text) => printer.print(slip(text))));
    expect(sim.slips.map((printed) => printed.text)).toEqual(['one', 'two', 'three']);
  });

  it('is offline when switched off: nothing was sent, and it prints when it is on again', async () => {
    const { sim, printer } = await networkPrinter();
    await sim.setPower(false);
    await expect(printer.print(bill)).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    await sim.setPower(true);
    await printer.print(bill);
    expect(sim.slips).toHaveLength(1);
  });

  it('opens the line again by itself after it was lost between two jobs', async () => {
    const { sim, printer } = await networkPrinter({}, { keepOpen: true });
    await printer.print(slip('one'));
    await sim.setPower(false);
    await expect(printer.print(slip('two'))).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    await sim.setPower(true);
    await printer.print(slip('three'));
    expect(sim.slips.map((printed) => printed.text)).toEqual(['one', 'three']);
  });

  it('is out of paper: says so and prints nothing, not even later', async () => {
    const { sim, printer } = await networkPrinter();
    sim.setPaper('out');
    await expect(printer.print(bill)).rejects.toMatchObject({ code: 'PRINTER_NO_PAPER' });
    await expect(printer.status()).resolves.toEqual({ state: 'no-paper', paperLow: true });
    sim.setPaper('full');
    expect(sim.slips).toHaveLength(0);
    expect(sim.unfinished).toHaveLength(0);
  });

  it('prints while the paper runs low, and reports it', async () => {
    const { sim, printer } = await networkPrinter();
    sim.setPaper('low');
    await printer.print(bill);
    expect(sim.slips).toHaveLength(1);
    await expect(printer.status()).resolves.toEqual({ state: 'ready', paperLow: true });
  });

  it('is offline with an open cover', async () => {
    const { sim, printer } = await networkPrinter();
    sim.setCover('open');
    await expect(printer.print(bill)).rejects.toMatchObject({
      code: 'PRINTER_OFFLINE',
      context: { reason: 'cover-open' },
    });
    expect(sim.slips).toHaveLength(0);
  });

  it('may have printed when the line breaks in the middle of a slip, and is not sent again by itself', async () => {
    const { sim, printer } = await networkPrinter();
    sim.dropLineAfter(Math.floor(bill.length / 2));
    await expect(printer.print(bill)).rejects.toMatchObject({ code: 'PRINTER_MAYBE_PRINTED' });
    expect(sim.slips).toHaveLength(0);
    expect(sim.unfinished.map((line) => line.text).join('\n')).toContain('云水堂');
    // The next slip comes out whole; the torn one hangs before it.
    await printer.print(slip('next'));
    expect(sim.slips).toHaveLength(1);
    expect(sim.slips[0]?.text.endsWith('next')).toBe(true);
  });

  it('may have printed when the paper runs out in the middle; the rest comes with new paper', async () => {
    const { sim, printer } = await networkPrinter({}, { printTimeoutMs: 200 });
    sim.endPaperAfter(3);
    await expect(printer.print(bill)).rejects.toMatchObject({
      code: 'PRINTER_MAYBE_PRINTED',
      context: { reason: 'no-paper' },
    });
    expect(sim.unfinished).toHaveLength(3);
    expect(sim.slips).toHaveLength(0);
    sim.setPaper('full');
    expect(sim.slips[0]?.text).toMatch(/合计 Total +￥499\.00/);
  });

  it('prints on a printer that never answers', async () => {
    const { sim, printer } = await networkPrinter({ answers: 'none' }, { statusTimeoutMs: 30 });
    const printed = new Promise<string>((resolve) => {
      sim.onSlip = (cut) => resolve(cut.text);
    });
    await printer.print(slip('blind'));
    await expect(printed).resolves.toBe('blind');
    await expect(printer.status()).resolves.toEqual({ state: 'unknown', paperLow: false });
  });

  it('asks nothing where it is told not to', async () => {
    const { sim, printer } = await networkPrinter({}, { statusReplies: 'none' });
    sim.setPaper('out');
    const printed = new Promise<string>((resolve) => {
      sim.onSlip = (cut) => resolve(cut.text);
    });
    await printer.print(slip('waits for paper'));
    sim.setPaper('full');
    await expect(printed).resolves.toBe('waits for paper');
  });

  it('learns that a printer confirms nothing, and does not call its slips doubtful', async () => {
    const { sim, printer } = await networkPrinter({ answers: 'realtime' }, { printTimeoutMs: 200 });
    await printer.print(slip('one'));
    const second = new Promise<string>((resolve) => {
      sim.onSlip = (cut) => resolve(cut.text);
    });
    await printer.print(slip('two'));
    await expect(second).resolves.toBe('two');
    expect(sim.slips).toHaveLength(2);
  });

  it('that answers slowly is waited for: what it says is known, and its slips are confirmed', async () => {
    const { sim, printer } = await networkPrinter({}, { statusTimeoutMs: 40 });
    await printer.print(slip('fast'));
    sim.setAnswerDelay(100);
    await expect(printer.print(slip('late'))).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    await expect(printer.status()).resolves.toEqual({ state: 'ready', paperLow: false });
    await expect(printer.print(slip('slow'))).resolves.toEqual({ state: 'ready', paperLow: false });
    sim.setPaper('out');
    await expect(printer.print(slip('none'))).rejects.toMatchObject({ code: 'PRINTER_NO_PAPER' });
    expect(sim.slips.map(({ text }) => text)).toEqual(['fast', 'slow']);
  });

  it('is offline when it fell silent after having answered', async () => {
    const { sim, printer, port } = await networkPrinter({}, { statusTimeoutMs: 50 });
    await printer.print(slip('one'));
    await sim.close();
    // Something else listens there now, and says nothing: a hung printer keeps its port open.
    const received: Buffer[] = [];
    const hung = createServer((socket) => void socket.on('data', (bytes) => void received.push(bytes)));
    hung.listen(port, '127.0.0.1');
    await once(hung, 'listening');
    cleanups.push(async () => void hung.close());
    await expect(printer.print(bill)).rejects.toMatchObject({
      code: 'PRINTER_OFFLINE',
      context: { reason: 'no-answer' },
    });
    expect(Buffer.concat(received).length).toBeLessThan(10);
  });
});

describe('a printer on a simulated line', () => {
  it('prints job after job over a line that is opened for each', async () => {
    const line = new MemoryLine('front', realScheduler);
    const sim = new SimPrinter();
    await sim.attach(line.far);
    const printer = new ReceiptPrinter({
      transport: createPrinterTransport({ type: 'sim' }, { simulate: () => line.near }),
    });
    await printer.print(slip('one'));
    await printer.print(slip('two'));
    expect(sim.slips.map((printed) => printed.text)).toEqual(['one', 'two']);
    sim.setPaper('out');
    await expect(printer.print(slip('three'))).rejects.toMatchObject({ code: 'PRINTER_NO_PAPER' });
    line.cut();
    await expect(printer.print(slip('four'))).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
  });
});

describe('a printer that is a file', () => {
  it('gets every slip appended', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clockroom-printer-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const path = join(folder, 'slips.bin');
    const transport = createPrinterTransport({ type: 'file', path });
    const printer = new ReceiptPrinter({ transport, statusReplies: 'none' });
    await printer.print(slip('one'));
    await printer.print(slip('two'));
    const text = iconv.decode(await readFile(path), 'gb18030');
    expect(text.indexOf('one')).toBeGreaterThan(0);
    expect(text.indexOf('two')).toBeGreaterThan(text.indexOf('one'));
  });

  it('is offline where the folder is not there', async () => {
    const transport = createPrinterTransport({ type: 'file', path: join(tmpdir(), 'no-such-folder', 'x', 'slips') });
    await expect(new ReceiptPrinter({ transport }).print(bill)).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
  });
});

describe('the simulated printer', () => {
  it('prints the same whatever pieces the bytes come in', async () => {
    const { sim, port } = await networkPrinter();
    const transport = createPrinterTransport({ type: 'tcp', host: '127.0.0.1', port });
    await transport.open();
    cleanups.push(() => transport.close());
    const printed = new Promise<string>((resolve) => {
      sim.onSlip = (cut) => resolve(cut.text);
    });
    for (let at = 0; at < bill.length; at += 7) await transport.write(bill.subarray(at, at + 7));
    const inPieces = await printed;
    const { sim: other, printer } = await networkPrinter();
    await printer.print(bill);
    expect(inPieces).toBe(other.slips[0]?.text);
  });

  it('passes over pictures and barcodes without printing their bytes', async () => {
    const { sim, printer } = await networkPrinter();
    await printer.print(
      renderEscPos('{code:20261121-0042;option:qrcode 4 m}\n|below |', { paperMm: 80, encoding: 'gb18030' }),
    );
    expect(sim.slips[0]?.lines.map((line) => line.text).filter((text) => text !== '')).toEqual(['below']);
  });

  it('survives any bytes', async () => {
    const { sim, printer } = await networkPrinter({}, { statusReplies: 'none' });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await printer.print(bytes);
      }),
      { numRuns: 40, seed: 20_261_121 },
    );
    expect(sim.slips.length).toBeLessThanOrEqual(100);
  });

  it('refuses to listen twice, and on a port that is taken', async () => {
    const { sim, port } = await networkPrinter();
    await expect(sim.listen(0)).rejects.toMatchObject({ code: 'SIM_BAD_ARGUMENT' });
    await expect(new SimPrinter().listen(port)).rejects.toMatchObject({ code: 'SIM_BAD_ARGUMENT' });
  });
});
