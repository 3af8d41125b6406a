import { randomBytes } from 'node:crypto';
import { HardwareError } from '../error.ts';
import type { Command } from '../osdp/codec/commands.ts';
import type { ReceivedFrame } from '../osdp/codec/frame.ts';
import { capability, nakReason, type Reply, textToKeys } from '../osdp/codec/replies.ts';
import type { TextEncoding } from '../osdp/text.ts';
import type { Scheduler } from '../scheduler.ts';
import { PeripheralSession } from './peripheral.ts';
import { type LightState, SimLight, SimScreen } from './sim-display.ts';

export interface SimTerminalOptions {
  address: number;
  scheduler: Scheduler;
  /** Its own key; without one it takes plain text, or the default key to be given one. */
  scbk?: Uint8Array;
  /** 2 × 16, ASCII unless told; no lines: it has no display. */
  text?: { lines: number; columns: number; encoding: TextEncoding };
  serial?: number;
  /** Speed it listens at, where its line has one; any unless told. */
  baudRate?: number;
  /** It knows the one-byte checksum only, as the oldest readers do. */
  isSumOnly?: boolean;
  /** Silence after which it forgets the conversation; the protocol's time unless told. */
  offlineAfterMs?: number;
  /** Receive buffer it tells of, bytes; 255 unless told. */
  receiveBufferBytes?: number;
  /** Level of its light in the capability list; 4 unless told, 0 for none. */
  ledLevel?: number;
  /** Level of its beeper in the capability list; 2 unless told, 0 for none. */
  beeperLevel?: number;
  randomBytes?: (count: number) => Uint8Array;
}

/** A terminal as somebody standing before it sees it. */
export interface SimTerminalView {
  address: number;
  isPlugged: boolean;
  isSecure: boolean;
  isTampered: boolean;
  lines: string[];
  light: LightState;
  /** Sounds made since it was switched on. */
  beepCount: number;
}

/** One sound of the beeper, as it was commanded (times × 100 ms). */
export interface SimBeep {
  atMs: number;
  on: number;
  off: number;
  repetitions: number;
}

/** Reads and keys kept while nobody asks. */
const MAX_UNDELIVERED = 8;
const MAX_BEEPS_KEPT = 100;
const textLevels = [
  { lines: 1, level: 1 },
  { lines: 2, level: 2 },
  { lines: 4, level: 3 },
];
const VENDOR = Uint8Array.of(0xc1, 0x0c, 0x00);
const NOTHING = new Uint8Array(0);
const TWO_COLOURS_AND_AMBER = 4;
const TIMED = 2;
const DEFAULT_BUFFER_BYTES = 255;
const SPEEDS: readonly number[] = [9600, 19_200, 38_400, 57_600, 115_200, 230_400];

/** A clock terminal that speaks real bytes: the one tests drive, and the one people practise with. */
export class SimTerminal {
  /** Called after everything a person could notice. */
  onChange: (() => void) | undefined;
  /** Called when a card or keys are handed to the panel, just before the reply sets out. */
  onHandedOver: (() => void) | undefined;
  readonly #options: SimTerminalOptions;
  readonly #scheduler: Scheduler;
  readonly #session: PeripheralSession;
  readonly #screen: SimScreen;
  readonly #light: SimLight;
  #beeps: SimBeep[] = [];
  #beepCount = 0;
  #undelivered: Reply[] = [];
  #isPlugged = true;
  #isTampered = false;
  #busyCount = 0;
  #pollCount = 0;
  #hasPowerFailure = false;
  #baudRate: number | undefined;
  #nakNext: number | undefined;

  /** Throws SIM_BAD_ARGUMENT for an address outside 0–126 or a key that is not 16 bytes. */
  constructor(options: SimTerminalOptions) {
    const { address, scbk, scheduler } = options;
    if (!Number.isInteger(address) || address < 0 || address > 0x7e || (scbk && scbk.length !== 16)) {
      throw new HardwareError('SIM_BAD_ARGUMENT', { address });
    }
    this.#baudRate = options.baudRate;
    this.#options = options;
    this.#scheduler = scheduler;
    this.#screen = new SimScreen(this.#textSize, scheduler, () => this.onChange?.());
    this.#light = new SimLight(scheduler, () => this.onChange?.());
    this.#session = new PeripheralSession({
      address,
      ...(scbk ? { scbk } : {}),
      isSumOnly: options.isSumOnly ?? false,
      ...(options.offlineAfterMs === undefined ? {} : { offlineAfterMs: options.offlineAfterMs }),
      clientId: Uint8Array.of(...VENDOR, 1, address, 0, 0, 0),
      randomBytes: options.randomBytes ?? randomBytes,
      device: { answer: (command) => this.#answer(command), keepKey: () => this.onChange?.() },
    });
  }

  get address(): number {
    return this.#session.address;
  }

  /** Its own key; undefined while it has none. */
  get scbk(): Uint8Array | undefined {
    return this.#session.scbk;
  }

  /** Whether it can understand a line of this speed (bits per second; undefined where lines have none). */
  hears(bitsPerSecond: number | undefined): boolean {
    return bitsPerSecond === undefined || this.#baudRate === undefined || bitsPerSecond === this.#baudRate;
  }

  get #textSize() {
    return this.#options.text ?? { lines: 2, columns: 16, encoding: 'ascii' as const };
  }

  get view(): SimTerminalView {
    return {
      address: this.address,
      isPlugged: this.#isPlugged,
      isSecure: this.#session.isSecure,
      isTampered: this.#isTampered,
      lines: this.lines,
      light: this.#light.state,
      beepCount: this.#beepCount,
    };
  }

  /** What the display shows, each line as wide as the display. */
  get lines(): string[] {
    return this.#isPlugged ? this.#screen.lines : this.#screen.lines.map((line) => ' '.repeat(line.length));
  }

  get light(): LightState {
    return this.#light.state;
  }

  /** The last hundred sounds, oldest first. */
  get beeps(): readonly SimBeep[] {
    return this.#beeps;
  }

  /** Polls answered since it was made. */
  get pollCount(): number {
    return this.#pollCount;
  }

  /**
   * Holds a card before the reader: `uid` in hex, first byte first. Returns whether the terminal took it: not
   * without power, and not while too many reads wait. Throws SIM_BAD_ARGUMENT when it is no hex.
   */
  holdCard(uid: string): boolean {
    if (!/^([0-9a-f]{2}){1,32}$/i.test(uid)) throw new HardwareError('SIM_BAD_ARGUMENT', { uid });
    const card = Uint8Array.from(Buffer.from(uid, 'hex'));
    return this.#deliver({ type: 'raw', reader: 0, format: 0, bits: card.length * 8, card });
  }

  /** Presses keys one after the other (`0`–`9`, `*`, `#`, `A`–`D`). Returns and throws as `holdCard`. */
  press(keys: string): boolean {
    const codes = textToKeys(keys);
    if (!codes || codes.length === 0 || codes.length > 255) throw new HardwareError('SIM_BAD_ARGUMENT', { keys });
    return this.#deliver({ type: 'keypad', reader: 0, keys: codes });
  }

  #deliver(reply: Reply): boolean {
    if (!this.#isPlugged || this.#undelivered.length >= MAX_UNDELIVERED) return false;
    this.#undelivered.push(reply);
    return true;
  }

  /** Takes the power away: it forgets everything but its key. */
  unplug(): void {
    this.#isPlugged = false;
    this.#undelivered = [];
    this.#session.restart();
    this.#screen.clear();
    this.#light.clear();
    this.onChange?.();
  }

  plug(): void {
    this.#isPlugged = true;
    this.onChange?.();
  }

  /** Power gone and back. */
  restart(): void {
    this.unplug();
    this.plug();
  }

  /** Opens or closes its housing; the panel hears of it at the next poll. */
  setTamper(isTampered: boolean): void {
    this.#isTampered = isTampered;
    this.#deliver(this.#localStatus());
    this.onChange?.();
  }

  /** Its power supply fails (it runs on), or is back. */
  setPowerFailure(hasFailed: boolean): void {
    this.#hasPowerFailure = hasFailed;
    this.#deliver(this.#localStatus());
    this.onChange?.();
  }

  /** Refuses the next command that is no poll with this NAK reason. */
  refuseNext(reason: number): void {
    this.#nakNext = reason;
  }

  /** Answers the next `count` new commands with BUSY. */
  beBusy(count: number): void {
    this.#busyCount = count;
  }

  /** A whole frame came over the line; the bytes of the answer, or silence. */
  receive(frame: ReceivedFrame): Uint8Array | undefined {
    if (!this.#isPlugged) return undefined;
    const isBusy = this.#busyCount > 0 && frame.address === this.address && !frame.reply;
    if (isBusy) this.#busyCount -= 1;
    const wasSecure = this.#session.isSecure;
    const reply = this.#session.receive(frame, this.#scheduler.now(), isBusy);
    if (wasSecure !== this.#session.isSecure) this.onChange?.();
    return reply;
  }

  #answer(command: Command): Reply | undefined {
    const reason = this.#nakNext;
    if (reason !== undefined && command.type !== 'poll') {
      this.#nakNext = undefined;
      return { type: 'nak', reason, detail: NOTHING };
    }
    switch (command.type) {
      case 'poll':
        this.#pollCount += 1;
        if (this.#undelivered.length > 0) this.onHandedOver?.();
        return this.#undelivered.shift() ?? { type: 'ack' };
      case 'id':
        return this.#identity();
      case 'cap':
        return { type: 'pdcap', capabilities: this.#capabilities() };
      case 'lstat':
        return this.#localStatus();
      case 'rstat':
        return { type: 'rstatr', readers: Uint8Array.of(0) };
      case 'text':
        return command.reader === 0 && this.#screen.write(command) ? { type: 'ack' } : this.#refused();
      case 'led':
        if (this.#options.ledLevel === 0) return undefined;
        return command.reader === 0 && command.led === 0 && this.#light.set(command)
          ? { type: 'ack' }
          : this.#refused();
      case 'buz':
        if (this.#options.beeperLevel === 0) return undefined;
        this.#beep(command);
        return { type: 'ack' };
      case 'comset':
        return this.#changeLine(command);
      case 'acurxsize':
      case 'keepactive':
      case 'abort':
        return { type: 'ack' };
      default:
        return undefined;
    }
  }

  #beep(command: { code: number; on: number; off: number; repetitions: number }): void {
    if (command.code !== 2) return;
    const { on, off, repetitions } = command;
    this.#beepCount += 1;
    this.#beeps = [...this.#beeps, { atMs: this.#scheduler.now(), on, off, repetitions }].slice(-MAX_BEEPS_KEPT);
    this.onChange?.();
  }

  /** Says what it will be from now on; the address changes with the reply, the speed just after it. */
  #changeLine({ address, baudRate }: { address: number; baudRate: number }): Reply {
    if (address > 0x7e || !SPEEDS.includes(baudRate)) return this.#refused();
    const hadSpeed = this.#baudRate;
    this.#baudRate = hadSpeed === undefined ? undefined : baudRate;
    return { type: 'com', address, baudRate };
  }

  #refused(): Reply {
    return { type: 'nak', reason: nakReason.record, detail: NOTHING };
  }

  #localStatus(): Reply {
    return { type: 'lstatr', tamper: this.#isTampered ? 1 : 0, power: this.#hasPowerFailure ? 1 : 0 };
  }

  #identity(): Reply {
    const serial = this.#options.serial ?? this.address;
    return { type: 'pdid', vendor: VENDOR, model: 1, version: 1, serial, firmware: Uint8Array.of(1, 0, 0) };
  }

  #capabilities(): { function: number; level: number; count: number }[] {
    const { lines } = this.#textSize;
    const buffer = this.#options.receiveBufferBytes ?? DEFAULT_BUFFER_BYTES;
    const ledLevel = this.#options.ledLevel ?? TWO_COLOURS_AND_AMBER;
    const beeperLevel = this.#options.beeperLevel ?? TIMED;
    const textLevel = textLevels.findLast((each) => each.lines <= lines)?.level ?? 0;
    return [
      { function: 3, level: 1, count: 0 },
      { function: capability.led, level: ledLevel, count: ledLevel === 0 ? 0 : 1 },
      { function: capability.beeper, level: beeperLevel, count: beeperLevel === 0 ? 0 : 1 },
      { function: capability.text, level: textLevel, count: textLevel === 0 ? 0 : 1 },
      { function: capability.check, level: this.#options.isSumOnly ? 0 : 1, count: 0 },
      { function: capability.security, level: 1, count: 1 },
      { function: capability.receiveBuffer, level: buffer & 0xff, count: buffer >> 8 },
      { function: 13, level: 0, count: 1 },
      { function: 16, level: 2, count: 0 },
    ];
  }
}
