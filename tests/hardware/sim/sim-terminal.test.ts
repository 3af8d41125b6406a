import { beforeEach, describe, expect, it } from 'vitest';
import { type Command, encodeCommand } from '../../../hardware/osdp/codec/commands.ts';
import { encodeFrame } from '../../../hardware/osdp/codec/frame.ts';
import { decodeReply, type Reply } from '../../../hardware/osdp/codec/replies.ts';
import { Faults } from '../../../hardware/sim/faults.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { frameOf, hex, toHexText } from '../osdp/capture.ts';

let scheduler: SimulatedScheduler;
let terminal: SimTerminal;
let sequence: number;

/** Sends a command in plain text and returns the bytes of the answer. */
function bytesFor(command: Command, isRestart = false): Uint8Array | undefined {
  sequence = isRestart ? 0 : (sequence % 3) + 1;
  const frame = { mark: true, address: 5, reply: false, sequence, check: 'crc' as const, ...encodeCommand(command) };
  return terminal.receive(frameOf(encodeFrame(frame)));
}

function ask(command: Command, isRestart = false): Reply | undefined {
  const bytes = bytesFor(command, isRestart);
  return bytes && decodeReply(frameOf(bytes));
}

function text(code: number, row: number, column: number, content: string, seconds = 0): Command {
  return { type: 'text', reader: 0, code, seconds, row, column, text: Uint8Array.from(Buffer.from(content, 'latin1')) };
}

function led(temporaryCode: number, permanentCode: number, colour: number, on = 1, off = 0): Command {
  const part = { on, off, onColour: colour, offColour: 0 };
  return {
    type: 'led',
    reader: 0,
    led: 0,
    temporary: { code: temporaryCode, ...part, timer100ms: 20 },
    permanent: { code: permanentCode, ...part },
  };
}

beforeEach(() => {
  scheduler = new SimulatedScheduler();
  terminal = new SimTerminal({ address: 5, scheduler });
  sequence = 0;
  ask({ type: 'id', kind: 0 }, true);
});

describe('the screen', () => {
  it('shows text where it was put', () => {
    expect(ask(text(1, 2, 4, 'abc'))).toEqual({ type: 'ack' });
    expect(terminal.lines).toEqual([' '.repeat(16), '   abc          ']);
  });

  it('cuts at the end of the line, or goes on in the next', () => {
    ask(text(1, 1, 15, 'abcd'));
    expect(terminal.lines).toEqual(['              ab', ' '.repeat(16)]);
    ask(text(2, 1, 15, 'abcd'));
    expect(terminal.lines).toEqual(['              ab', 'cd              ']);
  });

  it('shows temporary text for its seconds, and new permanent text at once', async () => {
    ask(text(1, 1, 1, 'free'));
    ask(text(3, 1, 1, 'busy', 2));
    expect(terminal.lines[0]).toBe('busy            ');
    await scheduler.advance(1999);
    expect(terminal.lines[0]).toBe('busy            ');
    await scheduler.advance(1);
    expect(terminal.lines[0]).toBe('free            ');
    ask({ type: 'poll' });
    ask(text(3, 1, 1, 'wait', 5));
    ask(text(1, 1, 1, 'menu'));
    expect(terminal.lines[0]).toBe('menu            ');
  });

  it.each([
    ['row 0', text(1, 0, 1, 'x')],
    ['row 3', text(1, 3, 1, 'x')],
    ['column 17', text(1, 1, 17, 'x')],
    ['code 5', text(5, 1, 1, 'x')],
    ['no time', text(3, 1, 1, 'x', 0)],
  ])('refuses %s', (_, command) => {
    expect(ask(command)).toMatchObject({ type: 'nak', reason: 9 });
    expect(terminal.lines.join('').trim()).toBe('');
  });
});

describe('the light', () => {
  it('has a lasting and a passing state', async () => {
    ask(led(0, 1, 2));
    expect(terminal.light).toEqual({ colour: 'green', isBlinking: false });
    ask(led(2, 0, 1, 3, 3));
    expect(terminal.light).toEqual({ colour: 'red', isBlinking: true });
    await scheduler.advance(2000);
    expect(terminal.light).toEqual({ colour: 'green', isBlinking: false });
    ask({ type: 'poll' });
    ask(led(2, 0, 1));
    ask(led(1, 0, 0));
    expect(terminal.light.colour).toBe('green');
  });

  it('refuses “set” with no time on and none off', () => {
    expect(ask(led(0, 1, 1, 0, 0))).toMatchObject({ type: 'nak', reason: 9 });
    expect(terminal.light.colour).toBe('off');
  });
});

describe('card and keys', () => {
  it('are given once each, in order, and kept when the answer must be repeated', () => {
    expect(terminal.holdCard('04ab')).toBe(true);
    expect(terminal.press('1#')).toBe(true);
    const command = { type: 'poll' as const };
    const first = bytesFor(command);
    sequence = (sequence + 1) % 3 === 0 ? 2 : sequence - 1; // the same sequence again: a retry
    const again = bytesFor(command);
    expect(again).toEqual(first);
    expect(ask(command)).toMatchObject({ type: 'keypad', keys: hex('310d') });
    expect(ask(command)).toEqual({ type: 'ack' });
  });

  it('are refused when too many wait or there is no power', () => {
    const accepted = Array.from({ length: 10 }, () => terminal.press('1'));
    expect(accepted.filter(Boolean)).toHaveLength(8);
    terminal.unplug();
    terminal.plug();
    expect(terminal.holdCard('04')).toBe(true);
    terminal.unplug();
    expect(terminal.holdCard('04')).toBe(false);
    expect(terminal.press('1')).toBe(false);
  });

  it('are refused with a code when they are none', () => {
    expect(() => terminal.holdCard('xyz')).toThrow('SIM_BAD_ARGUMENT');
    expect(() => terminal.holdCard('')).toThrow('SIM_BAD_ARGUMENT');
    expect(() => terminal.press('12E')).toThrow('SIM_BAD_ARGUMENT');
    expect(() => new SimTerminal({ address: 127, scheduler })).toThrow('SIM_BAD_ARGUMENT');
  });
});

describe('the device', () => {
  it('answers nobody else and no reply', () => {
    const frame = { mark: true, address: 6, reply: false, sequence: 0, check: 'crc' as const, id: 0x60, data: hex('') };
    expect(terminal.receive(frameOf(encodeFrame(frame)))).toBeUndefined();
    expect(terminal.receive(frameOf(encodeFrame({ ...frame, address: 5, reply: true })))).toBeUndefined();
    const toAll = terminal.receive(frameOf(encodeFrame({ ...frame, address: 0x7f, mark: false })));
    expect(toHexText(toAll ?? hex(''))).toMatch(/^5385/);
  });

  it('refuses a leap in the sequence, an unknown command and a short one', () => {
    expect(ask({ type: 'unknown', id: 0xee, data: hex('') })).toMatchObject({ type: 'nak', reason: 3 });
    expect(ask({ type: 'unknown', id: 0x69, data: hex('00') })).toMatchObject({ type: 'nak', reason: 2 });
    sequence += 1;
    expect(ask({ type: 'poll' })).toMatchObject({ type: 'nak', reason: 4 });
  });

  it('with a key says only who it is before the channel is open', () => {
    terminal = new SimTerminal({ address: 5, scheduler, scbk: hex('00'.repeat(16)) });
    expect(ask({ type: 'id', kind: 0 }, true)).toMatchObject({ type: 'pdid', serial: 5 });
    terminal.holdCard('04');
    expect(ask({ type: 'poll' })).toMatchObject({ type: 'nak', reason: 6 });
    expect(ask(led(0, 1, 1))).toMatchObject({ type: 'nak', reason: 6 });
    expect(terminal.light.colour).toBe('off');
  });

  it('tells everybody who watches, and goes dark without power', () => {
    const seen: string[] = [];
    terminal.onChange = () => seen.push(terminal.view.lines[0]?.trim() ?? '');
    ask(text(1, 1, 1, 'hello'));
    ask({ type: 'buz', reader: 0, code: 2, on: 1, off: 1, repetitions: 1 });
    terminal.unplug();
    expect(seen).toEqual(['hello', 'hello', '']);
    expect(terminal.view).toMatchObject({ isPlugged: false, beepCount: 1, light: { colour: 'off' } });
    expect(ask({ type: 'poll' })).toBeUndefined();
  });
});

describe('SimLine', () => {
  it('refuses two terminals with one address and a port that is taken', async () => {
    expect(() => new SimLine({ scheduler, terminals: [terminal, terminal] })).toThrow('SIM_BAD_ARGUMENT');
    const line = new SimLine({ scheduler, terminals: [terminal] });
    const port = await line.listen();
    await expect(line.listen(port)).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    await line.close();
  });
});

describe('Faults', () => {
  const frame = Uint8Array.from({ length: 12 }, (_, at) => at);

  it('leave the frame alone unless told', () => {
    expect(new Faults().onTheWay(frame)).toEqual([{ bytes: frame, delayMs: 0 }]);
  });

  it.each([
    ['dropFrames', 0],
    ['corrupt', 1],
    ['truncate', 1],
    ['noise', 1],
    ['wrongAddress', 1],
    ['duplicate', 2],
  ] as const)('%s when told to', (fault, pieceCount) => {
    const faults = new Faults({ [fault]: 1 }, 4);
    const pieces = faults.onTheWay(frame);
    expect(pieces).toHaveLength(pieceCount);
    expect(faults.count).toBe(1);
    if (fault === 'duplicate') expect(pieces[1]).toEqual({ bytes: frame, delayMs: 0 });
    else for (const piece of pieces) expect(piece.bytes).not.toEqual(frame);
  });
});
