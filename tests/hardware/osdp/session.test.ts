import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../hardware/osdp/codec/commands.ts';
import { encodeFrame, type ReceivedFrame } from '../../../hardware/osdp/codec/frame.ts';
import { encodeReply, type Reply } from '../../../hardware/osdp/codec/replies.ts';
import { TerminalSession } from '../../../hardware/osdp/session.ts';
import type { SessionEvent } from '../../../hardware/osdp/session-types.ts';
import { timing } from '../../../hardware/osdp/timing.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { frameOf, hex, toHexText } from './capture.ts';

const scbk = hex('00112233445566778899aabbccddeeff');
const beep: Command = { type: 'buz', reader: 0, code: 2, on: 1, off: 1, repetitions: 1 };

/** A session and a device that take turns by hand; time stands still unless told. */
class Table {
  readonly session: TerminalSession;
  readonly device: SimTerminal;
  readonly scheduler = new SimulatedScheduler();
  readonly events: SessionEvent[] = [];
  readonly sent: ReceivedFrame[] = [];
  nowMs = 0;

  constructor(keys: { panel?: Uint8Array; device?: Uint8Array }) {
    this.session = new TerminalSession({
      address: 1,
      ...(keys.panel ? { scbk: keys.panel } : {}),
      idlePollMs: 100,
      randomBytes: (count) => new Uint8Array(count).fill(7),
    });
    this.device = new SimTerminal({
      address: 1,
      scheduler: this.scheduler,
      ...(keys.device ? { scbk: keys.device } : {}),
    });
    this.events.push(...this.session.start(0));
  }

  send(): ReceivedFrame {
    const frame = frameOf(this.session.transmit(this.nowMs));
    this.sent.push(frame);
    return frame;
  }

  take(reply: Uint8Array): string {
    const { verdict, events } = this.session.receive(frameOf(reply), this.nowMs);
    this.events.push(...events);
    return verdict;
  }

  /** One whole exchange; returns the device's answer. */
  exchange(): Uint8Array {
    const reply = this.device.receive(this.send());
    if (!reply) throw new Error('the device is silent');
    this.take(reply);
    return reply;
  }

  exchanges(count: number): this {
    for (let done = 0; done < count; done += 1) this.exchange();
    return this;
  }

  silence(): void {
    this.nowMs += 200;
    this.events.push(...this.session.silence(this.nowMs));
    this.nowMs = Math.max(this.nowMs, this.session.dueAtMs);
  }

  queue(ticket: number, command: Command): void {
    this.events.push(...this.session.queue(ticket, command));
  }

  of<T extends SessionEvent['type']>(type: T): Extract<SessionEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<SessionEvent, { type: T }> => event.type === type);
  }
}

/** A reply without channel to a frame. */
function plainReply(to: ReceivedFrame, reply: Reply, sequence = to.sequence): Uint8Array {
  return encodeFrame({ mark: true, address: 1, reply: true, sequence, check: 'crc', ...encodeReply(reply) });
}

function nak(reason: number): Reply {
  return { type: 'nak', reason, detail: hex('') };
}

describe('opening a terminal', () => {
  it('asks who it is and what it can, then polls in plain text when it has no key', () => {
    const table = new Table({}).exchanges(3);
    expect(table.sent.map(({ id, sequence }) => [id, sequence])).toEqual([
      [0x61, 0],
      [0x62, 1],
      [0x60, 2],
    ]);
    expect(table.session.state).toBe('online');
    expect(table.session.isSecure).toBe(false);
    expect(table.session.facts.identity?.serial).toBe(1);
    expect(table.session.facts.capabilities?.get(6)?.level).toBe(2);
  });

  it('opens the channel with its key, counting 0, 1, 0, 1, 2, 3, 1', () => {
    const table = new Table({ panel: scbk, device: scbk }).exchanges(7);
    expect(table.sent.map(({ id, sequence }) => [id, sequence])).toEqual([
      [0x61, 0],
      [0x62, 1],
      [0x76, 0],
      [0x77, 1],
      [0x60, 2],
      [0x64, 3],
      [0x67, 1],
    ]);
    expect(table.session.isSecure).toBe(true);
    expect(table.sent.slice(4).every(({ mac }) => mac !== undefined)).toBe(true);
  });

  it.each([
    ['another key', hex('ff112233445566778899aabbccddee00')],
    ['no own key', undefined],
  ])('stays offline when the device has %s, and never says a word in plain text', (_, device) => {
    const table = new Table({ panel: scbk, ...(device ? { device } : {}) });
    for (let round = 0; round < 12; round += 1) {
      if (table.session.state === 'offline') table.nowMs = Math.max(table.nowMs, table.session.dueAtMs);
      table.exchange();
      table.queue(round, beep);
    }
    const reasons = table.of('state').map(({ state, reason }) => [state, reason]);
    expect(reasons).toEqual([
      ['starting', undefined],
      ['offline', device ? 'OSDP_WRONG_KEY' : 'OSDP_CHANNEL_REFUSED'],
    ]);
    expect(new Set(table.sent.map(({ id }) => id))).toEqual(new Set([0x61, 0x62, 0x76]));
    expect(table.sent.filter(({ id }) => id === 0x76).every(({ security }) => security?.data[0] === 1)).toBe(true);
  });

  it('does not take a proof for the default key for one with its own', () => {
    const table = new Table({ panel: scbk, device: scbk }).exchanges(2);
    const challenge = table.send();
    const answer = frameOf(table.device.receive(challenge) ?? hex(''));
    const { wire: _wire, ...frame } = answer;
    table.take(encodeFrame({ ...frame, security: { type: 0x12, data: Uint8Array.of(0) } }));
    expect(table.session.reason).toBe('OSDP_WRONG_KEY');
  });

  it('does not open a channel whose first R-MAC is wrong', () => {
    const table = new Table({ panel: scbk, device: scbk }).exchanges(3);
    const { wire: _wire, ...frame } = frameOf(table.device.receive(table.send()) ?? hex(''));
    table.take(encodeFrame({ ...frame, data: new Uint8Array(16) }));
    expect(table.session.reason).toBe('OSDP_WRONG_KEY');
    expect(table.session.isSecure).toBe(false);
  });

  it('is offline after two unanswered questions, then probed ever more slowly', () => {
    const table = new Table({});
    const waits: number[] = [];
    table.send();
    table.silence();
    for (let probe = 0; probe < 6; probe += 1) {
      table.send();
      const beforeMs = table.nowMs + 200;
      table.silence();
      waits.push(table.nowMs - beforeMs);
    }
    expect(table.session.state).toBe('offline');
    expect(waits).toEqual([1000, 2000, 3000, 5000, 5000, 5000]);
  });
});

describe('an exchange', () => {
  let table: Table;
  beforeEach(() => {
    table = new Table({ panel: scbk, device: scbk }).exchanges(7);
    table.events.length = 0;
  });

  it('repeats the same bytes when the answer is lost, and the read comes once', () => {
    table.device.holdCard('04A1B2C3');
    const first = table.send();
    table.device.receive(first);
    table.silence();
    const second = table.send();
    expect(toHexText(second.wire)).toBe(toHexText(first.wire));
    const reply = table.device.receive(second) ?? hex('');
    expect(table.take(reply)).toBe('accepted');
    expect(table.take(reply)).toBe('ignored-unexpected');
    expect(table.of('card')).toEqual([{ type: 'card', uid: '04A1B2C3', bits: 32 }]);
    expect(table.session.counters.retries).toBe(1);
  });

  it('ignores an old answer, a forged one and one with a wrong MAC, and still takes the right one', () => {
    table.device.holdCard('04A1B2C3');
    const old = table.exchange();
    const command = table.send();
    const reply = table.device.receive(command) ?? hex('');
    const wrong = frameOf(reply);
    const { wire: _wire, ...frame } = wrong;
    expect(table.take(old)).toBe('ignored-sequence');
    const card = hex('04ffffff');
    expect(table.take(plainReply(command, { type: 'raw', reader: 0, format: 0, bits: 32, card }))).toBe(
      'ignored-plain',
    );
    expect(table.take(encodeFrame({ ...frame, mac: hex('00000000') }))).toBe('ignored-mac');
    expect(table.take(reply)).toBe('accepted');
    expect(table.of('card')).toHaveLength(1);
    expect(table.of('state')).toEqual([]);
    expect(table.session.counters.bad).toBe(3);
  });

  it('is followed by a poll at once when somebody wants to know, also while it is underway', () => {
    table.exchange();
    expect(table.session.dueAtMs).toBe(table.nowMs + 100);
    table.session.pollSoon(table.nowMs);
    expect(table.session.dueAtMs).toBe(table.nowMs);
    const reply = table.device.receive(table.send()) ?? hex('');
    table.session.pollSoon(table.nowMs);
    table.take(reply);
    expect(table.session.dueAtMs).toBe(table.nowMs);
    table.exchange();
    expect(table.session.dueAtMs).toBe(table.nowMs + 100);
  });

  it('is asked for a card at once when somebody wants to know, before what the panel would like to know', () => {
    // Long after the last question about the device itself, a quiet poll brings up the next.
    table.nowMs += timing.statusEveryMs;
    table.exchange();
    table.device.holdCard('04C0FFEE');
    table.session.pollSoon(table.nowMs);
    table.exchange();
    expect(table.of('card')).toHaveLength(1);
  });

  it('asks a busy device again later with the same bytes', () => {
    table.device.beBusy(1);
    table.queue(1, beep);
    table.exchange();
    expect(table.session.dueAtMs).toBeGreaterThan(table.nowMs);
    table.exchange();
    const [busy, again] = table.sent.slice(-2);
    expect(toHexText(again?.wire ?? hex(''))).toBe(toHexText(busy?.wire ?? hex('00')));
    expect(table.of('done')).toHaveLength(1);
    expect(table.device.beeps).toHaveLength(1);
    expect(table.session.isSecure).toBe(true);
  });

  it('does not take a busy device for a silent one', () => {
    table.device.beBusy(5);
    table.exchanges(5);
    expect(table.session.isDoubtful).toBe(false);
    table.exchange();
    expect(table.of('state')).toEqual([]);
  });

  it('does not take a device for present that is busy for 8 s', () => {
    const command = table.send();
    const busy = plainReply(command, { type: 'busy' }, 0);
    for (let round = 0; round < 90; round += 1) {
      table.nowMs += 100;
      table.take(busy);
      if (table.session.state !== 'online') break;
      table.send();
    }
    expect(table.of('state')).toEqual([{ type: 'state', state: 'offline', reason: 'OSDP_NO_REPLY' }]);
  });

  it('sends again what the device got broken', () => {
    table.queue(1, beep);
    const command = table.send();
    expect(table.take(plainReply(command, nak(1)))).toBe('busy');
    expect(toHexText(table.send().wire)).toBe(toHexText(command.wire));
    expect(table.of('state')).toEqual([]);
  });

  it('opens the channel anew after a plain NAK, and carries the command over', () => {
    table.queue(1, beep);
    const command = table.send();
    expect(table.take(plainReply(command, nak(6)))).toBe('accepted');
    expect(table.of('done')).toEqual([]);
    table.exchanges(4);
    expect(table.of('state').map(({ state, reason }) => [state, reason])).toEqual([
      ['starting', 'OSDP_CHANNEL_LOST'],
      ['online', undefined],
    ]);
    expect(table.of('done')).toEqual([{ type: 'done', ticket: 1, reply: { type: 'ack' } }]);
    expect(table.device.beeps).toHaveLength(1);
  });

  it('begins again with a device that has restarted', () => {
    table.device.restart();
    table.exchanges(6);
    expect(table.of('state').map(({ state }) => state)).toEqual(['starting', 'online']);
    expect(table.session.isSecure).toBe(true);
  });

  it('gives a command up that restarts the channel again and again', () => {
    table.queue(1, beep);
    for (let round = 0; round < 20 && table.of('failed').length === 0; round += 1) {
      const command = table.send();
      if (command.mac && command.security?.type === 0x17) table.take(plainReply(command, nak(6)));
      else table.take(table.device.receive(command) ?? hex(''));
    }
    expect(table.of('failed')).toMatchObject([{ ticket: 1, code: 'OSDP_REFUSED' }]);
  });

  it('goes offline with a device that always refuses the channel', () => {
    for (let round = 0; round < 40 && table.session.state !== 'offline'; round += 1) {
      const command = table.send();
      if (command.mac) table.take(plainReply(command, nak(6)));
      else table.take(table.device.receive(command) ?? hex(''));
    }
    expect(table.session.state).toBe('offline');
    expect(table.session.reason).toBe('OSDP_CHANNEL_LOST');
  });

  it('opens the channel anew after three wrong MACs', () => {
    const command = table.send();
    const { wire: _wire, ...frame } = frameOf(table.device.receive(command) ?? hex(''));
    const wrong = encodeFrame({ ...frame, mac: hex('00000000') });
    expect([table.take(wrong), table.take(wrong), table.take(wrong)]).toEqual([
      'ignored-mac',
      'ignored-mac',
      'accepted',
    ]);
    table.exchanges(3);
    expect(table.session.state).toBe('online');
  });

  it('refuses what the device refuses', () => {
    table.queue(1, { type: 'text', reader: 0, code: 1, seconds: 0, row: 9, column: 1, text: hex('41') });
    table.exchange();
    expect(table.of('failed')).toMatchObject([{ code: 'OSDP_REFUSED', context: { nak: 9 } }]);
    expect(table.session.state).toBe('online');
  });

  it('is offline after 8 s of silence, and its commands with it', () => {
    table.queue(1, beep);
    while (table.session.state === 'online') {
      table.send();
      table.silence();
      if (table.nowMs > 20_000) break;
    }
    expect(table.nowMs).toBeGreaterThanOrEqual(8000);
    expect(table.nowMs).toBeLessThan(10_500);
    expect(table.of('failed')).toMatchObject([{ ticket: 1, code: 'OSDP_OFFLINE' }]);
    table.queue(2, beep);
    expect(table.of('failed')).toHaveLength(2);
  });

  it('keeps a bounded number of commands', () => {
    for (let ticket = 0; ticket < 40; ticket += 1) table.queue(ticket, beep);
    expect(table.of('failed')).toHaveLength(8);
    expect(table.of('failed')[0]).toMatchObject({
      ticket: 32,
      code: 'OSDP_REFUSED',
      context: { reason: 'QUEUE_FULL' },
    });
  });

  it('refuses a bad argument at once', () => {
    expect(() => table.queue(1, { ...beep, on: 256 })).toThrow('OSDP_BAD_ARGUMENT');
    table.exchange();
    expect(table.session.state).toBe('online');
  });

  it('takes no card whose length does not fit its bits', () => {
    const plain = new Table({}).exchanges(5);
    const command = plain.send();
    const card = hex('0102');
    expect(plain.take(plainReply(command, { type: 'raw', reader: 0, format: 0, bits: 32, card }))).toBe('accepted');
    expect(plain.take(plainReply(plain.send(), { type: 'raw', reader: 0, format: 0, bits: 0, card: hex('') }))).toBe(
      'accepted',
    );
    expect(plain.of('card')).toEqual([]);
    expect(plain.session.counters.bad).toBe(2);
  });

  it('survives replies that are too short', () => {
    const plain = new Table({}).exchanges(5);
    plain.queue(1, beep);
    const command = plain.send();
    plain.take(
      encodeFrame({
        mark: false,
        address: 1,
        reply: true,
        sequence: command.sequence,
        check: 'crc',
        id: 0x48,
        data: hex(''),
      }),
    );
    expect(plain.of('failed')).toMatchObject([{ ticket: 1, code: 'OSDP_REFUSED' }]);
    expect(plain.session.state).toBe('online');
  });
});

describe('installing a key', () => {
  it('goes over the default key once, then only the own key is used', () => {
    const table = new Table({ panel: scbk });
    table.events.push(...table.session.installKey(1, scbk, 0));
    table.exchanges(9);
    expect(table.of('done')).toHaveLength(1);
    expect(table.session.state).toBe('online');
    const challenges = table.sent.filter(({ id }) => id === 0x76).map(({ security }) => security?.data[0]);
    expect(challenges).toEqual([0, 1]);
  });

  it('is refused by a device that has its own key, and the session is back at its own', () => {
    const table = new Table({ panel: scbk, device: scbk });
    table.events.push(...table.session.installKey(1, hex('ff'.repeat(16)), 0));
    table.exchanges(3);
    expect(table.of('failed')).toMatchObject([{ ticket: 1, code: 'OSDP_OFFLINE' }]);
    table.nowMs = table.session.dueAtMs;
    table.exchanges(5);
    expect(table.session.state).toBe('online');
    expect(table.session.isSecure).toBe(true);
  });

  it('that the device refuses leaves the default key at once', () => {
    const table = new Table({});
    table.events.push(...table.session.installKey(1, hex('00'), 0));
    table.exchanges(6);
    expect(table.of('failed')).toMatchObject([{ ticket: 1, code: 'OSDP_REFUSED', context: { nak: 9 } }]);
    expect(table.session.isSecure).toBe(false);
    table.exchanges(5);
    expect(table.sent.filter(({ id }) => id === 0x76)).toHaveLength(1);
    expect(table.session.state).toBe('online');
  });

  it('never goes over a plain line', () => {
    const table = new Table({}).exchanges(3);
    table.queue(1, { type: 'keyset', kind: 1, key: scbk });
    expect(table.of('failed')).toMatchObject([{ code: 'OSDP_REFUSED', context: { reason: 'PLAIN_TEXT' } }]);
  });
});
