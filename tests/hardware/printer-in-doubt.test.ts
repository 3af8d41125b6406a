import { describe, expect, it } from 'vitest';
import { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../hardware/printer/render.ts';
import { SimPrinter } from '../../hardware/sim/printer.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import { MemoryLine } from '../../hardware/transport/memory.ts';

/** The question that is answered in its turn, GS r 1. */
const inTurn = '\x1dr\x01';
const printTimeoutMs = 1_000;
const slip = (text: string) => renderEscPos(`|${text} |`, { paperMm: 58, encoding: 'gb18030' });
/** With two-byte text, sizes, a rule and a QR code: the longest command there is on a slip. */
const slipWithCode = renderEscPos(
  `^^^|账单 ^^^|\n-\n|合计 | 498.00|\n{code:https://example.com/bill/${'1'.repeat(60)};option:qrcode 4 m}\n|谢谢 |`,
  { paperMm: 58, encoding: 'gb18030' },
);

function driverOn(scheduler: SimulatedScheduler): { line: MemoryLine; printer: ReceiptPrinter } {
  const line = new MemoryLine('printer', scheduler);
  return { line, printer: new ReceiptPrinter({ transport: line.near, scheduler, printTimeoutMs }) };
}

/** What came of a job, so that nobody waits for it before time goes on. */
function outcomeOf(job: Promise<unknown>): { said: string | undefined } {
  const outcome: { said: string | undefined } = { said: undefined };
  job.then(
    () => {
      outcome.said = 'done';
    },
    (error: { code: string; context: { reason: string } }) => {
      outcome.said = `${error.code} ${error.context.reason}`;
    },
  );
  return outcome;
}

/** Says at once that it is well, and works off what it took only when it is told to. */
class BusyPrinter {
  readonly printed: string[] = [];
  #taken: number[] = [];
  #isOff = false;
  readonly #answer: (byte: number) => void;

  constructor(line: MemoryLine) {
    this.#answer = (byte) => void line.far.write(Uint8Array.of(byte));
    line.far.setListeners({ onData: (bytes) => this.#take([...bytes]), onClose: () => undefined });
    void line.far.open();
  }

  /** Something it says by itself. */
  say(...bytes: number[]): void {
    for (const byte of bytes) this.#answer(byte);
  }

  /** Switched off: not even what is answered at once comes any more. */
  switchOff(): void {
    this.forget();
    this.#isOff = true;
  }

  /** Off and on again: what waited is gone. */
  forget(): void {
    this.#taken = [];
  }

  get hasSlip(): boolean {
    return this.#text.includes('slip-');
  }

  workOff(): void {
    const text = this.#text;
    this.#taken = [];
    this.printed.push(...(text.match(/slip-\w+/g) ?? []));
    for (let asked = text.split(inTurn).length - 1; asked > 0; asked -= 1) this.#answer(0);
  }

  get #text(): string {
    return Buffer.from(this.#taken).toString('latin1');
  }

  #take(bytes: number[]): void {
    if (this.#isOff) return;
    if (bytes[0] === 0x10) this.#answer(0b0001_0010);
    else this.#taken.push(...bytes);
  }
}

describe('a printer of which it is not known whether a slip came out', () => {
  it('is not believed because it is well again: switched off and on it has forgotten the slip', async () => {
    const scheduler = new SimulatedScheduler();
    const { line, printer } = driverOn(scheduler);
    const busy = new BusyPrinter(line);
    const outcome = outcomeOf(printer.print(slip('slip-one')));
    await scheduler.advance(100);
    if (!busy.hasSlip) busy.workOff();
    await scheduler.advance(100);
    expect(busy.hasSlip).toBe(true);
    busy.forget();
    await scheduler.advance(printTimeoutMs + 100);
    expect(outcome.said).toBe('PRINTER_MAYBE_PRINTED ready');
    expect(busy.printed).toEqual([]);
  });

  it('does not confirm the next slip by what it says late of the one before', async () => {
    const scheduler = new SimulatedScheduler();
    const { line, printer } = driverOn(scheduler);
    const busy = new BusyPrinter(line);
    const status = outcomeOf(printer.status());
    await scheduler.advance(100);
    busy.workOff();
    await scheduler.advance(100);
    expect(status.said).toBe('done');
    const one = outcomeOf(printer.print(slip('slip-one')));
    await scheduler.advance(printTimeoutMs + 100);
    expect(one.said).toBe('PRINTER_MAYBE_PRINTED ready');
    const two = outcomeOf(printer.print(slip('slip-two')));
    await scheduler.advance(100);
    busy.workOff();
    await scheduler.advance(100);
    expect(busy.printed).toEqual(['slip-one']);
    busy.forget();
    await scheduler.advance(printTimeoutMs + 100);
    expect(two.said).toBe('PRINTER_MAYBE_PRINTED ready');
    const three = outcomeOf(printer.print(slip('slip-three')));
    for (let step = 0; step < 2; step += 1) {
      await scheduler.advance(100);
      busy.workOff();
    }
    await scheduler.advance(100);
    expect(three.said).toBe('done');
    expect(busy.printed).toEqual(['slip-one', 'slip-three']);
  });

  /** It has taken half a slip; then it says something, in any pieces. */
  async function halfWay(then: (busy: BusyPrinter) => void) {
    const scheduler = new SimulatedScheduler();
    const { line, printer } = driverOn(scheduler);
    const busy = new BusyPrinter(line);
    void printer.status();
    await scheduler.advance(100);
    busy.workOff();
    await scheduler.advance(100);
    const outcome = outcomeOf(printer.print(slip('slip-one')));
    await scheduler.advance(100);
    expect(busy.hasSlip).toBe(true);
    then(busy);
    await scheduler.advance(10 * printTimeoutMs);
    return { outcome, busy, scheduler, printer };
  }

  it('is not believed because of what it says by itself: the paper ended in the middle', async () => {
    const { outcome, busy } = await halfWay((one) => one.say(0x1c, 0x00, 0x0c, 0x0f));
    expect(outcome.said).toBe('PRINTER_MAYBE_PRINTED ready');
    expect(busy.printed).toEqual([]);
  });

  it('is not believed because of a zero on the line that is all that comes any more', async () => {
    const { outcome } = await halfWay((one) => {
      one.switchOff();
      one.say(0x00);
    });
    expect(outcome.said).toBe('PRINTER_MAYBE_PRINTED offline');
  });

  it('is believed as soon as it confirms, also after it has said something by itself, whole or torn', async () => {
    for (const said of [
      [0x1c, 0, 0, 0],
      [0x10, 0, 0, 0, 0x18, 0, 0, 0],
      [0x14, 0x0f, 0x12],
      [0x14, 0x11],
    ]) {
      const { outcome, busy } = await halfWay((one) => {
        one.say(...said);
        one.workOff();
      });
      expect([said, outcome.said, busy.printed]).toEqual([said, 'done', ['slip-one']]);
    }
  });

  it('gets nothing more while it is busy with it; one that then never confirms is another printer', async () => {
    const scheduler = new SimulatedScheduler();
    const { line, printer } = driverOn(scheduler);
    const busy = new BusyPrinter(line);
    void printer.status();
    await scheduler.advance(100);
    busy.workOff();
    const said: (string | undefined)[] = [];
    for (const text of ['slip-one', 'slip-two', 'slip-three']) {
      const outcome = outcomeOf(printer.print(slip(text)));
      await scheduler.advance(printTimeoutMs + 100);
      said.push(outcome.said);
    }
    expect(said).toEqual(['PRINTER_MAYBE_PRINTED ready', 'PRINTER_OFFLINE busy', 'done']);
    busy.workOff();
    expect(busy.printed).toEqual(['slip-one', 'slip-three']);
  });

  it('takes the next slip whole, wherever the one before was torn', async () => {
    const scheduler = new SimulatedScheduler();
    for (let bytes = 1; bytes < slipWithCode.length; bytes += 1) {
      const { line, printer } = driverOn(scheduler);
      const sim = new SimPrinter({ scheduler });
      const far = {
        name: line.far.name,
        isOpen: true,
        open: async () => {},
        write: (answer: Uint8Array) => line.far.write(answer),
        flush: async () => {},
        close: async () => line.cut(),
        setListeners: (listeners: Parameters<typeof line.far.setListeners>[0]) => line.far.setListeners(listeners),
      };
      await line.far.open();
      await sim.attach(far);
      const before = outcomeOf(printer.print(slip('before')));
      await scheduler.advance(100);
      sim.dropLineAfter(bytes);
      const torn = outcomeOf(printer.print(slipWithCode));
      await scheduler.advance(100);
      line.mend();
      await line.far.open();
      await sim.attach(far);
      const next = outcomeOf(printer.print(slipWithCode));
      await scheduler.advance(100);
      expect([bytes, before.said, torn.said, next.said]).toEqual([
        bytes,
        'done',
        'PRINTER_MAYBE_PRINTED connection-lost',
        'done',
      ]);
      const last = sim.slips.at(-1);
      expect(last?.text).toMatch(/账单\n─+\n合计 +498\.00\n+谢谢$/);
      expect(last?.codes.at(-1)).toBe(`https://example.com/bill/${'1'.repeat(60)}`);
    }
  });
});
