import { HardwareError } from '../error.ts';
import { type Command, ledColour, textCode } from './codec/commands.ts';
import { capability } from './codec/replies.ts';
import { mostTextBytes } from './line-form.ts';
import type { TerminalSession } from './session.ts';
import type { Identity, SessionCounters, StateReason, TerminalState } from './session-types.ts';
import { fitToColumns, splitLine, type TextEncoding } from './text.ts';

/** A terminal as it stands in the settings. Without `scbk` (16 bytes) it is spoken to in plain text. */
export interface TerminalSettings {
  address: number;
  scbk?: Uint8Array;
  text?: { lines: number; columns: number; encoding: TextEncoding };
}

export type LedPattern = 'off' | 'green' | 'amber' | 'red' | 'blink-red' | 'blink-amber' | 'blink-green';
export type BeepPattern = 'ok' | 'error' | 'remind';

/** What is known of a terminal, for the bus monitor. */
export interface TerminalStatus {
  address: number;
  state: TerminalState;
  reason?: StateReason;
  /** True while the secure channel is open. */
  secure: boolean;
  tamper: boolean;
  power: boolean;
  readers: readonly number[];
  identity?: Identity;
  /** PDCAP, where the terminal gave one. */
  capabilities?: readonly { function: number; level: number; count: number }[];
  counters: Readonly<SessionCounters>;
}

/** Blink on and off time, × 100 ms. */
const BLINK_100MS = 3;
/** on, off × 100 ms, repetitions. */
export const beeps: Record<BeepPattern, [on: number, off: number, repetitions: number]> = {
  ok: [1, 1, 1],
  error: [3, 2, 3],
  remind: [5, 5, 4],
};
/** Lines and columns by level of the text capability. */
const textSizes = new Map([
  [1, { lines: 1, columns: 16 }],
  [2, { lines: 2, columns: 16 }],
  [3, { lines: 4, columns: 16 }],
]);
const LED_ON_OFF_ONLY = 1;
const LED_TWO_COLOURS = 3;

/**
 * One clock terminal on the wall, in business words. Every call resolves when the terminal acknowledged and
 * rejects with OSDP_OFFLINE (it is not there) or OSDP_REFUSED (it cannot, or said no).
 */
export class ClockTerminal {
  readonly #settings: TerminalSettings;
  readonly #session: TerminalSession;
  readonly #send: (command: Command) => Promise<void>;
  readonly #install: (scbk: Uint8Array) => Promise<void>;

  constructor(
    settings: TerminalSettings,
    session: TerminalSession,
    send: (command: Command) => Promise<void>,
    install: (scbk: Uint8Array) => Promise<void>,
  ) {
    this.#settings = settings;
    this.#session = session;
    this.#send = send;
    this.#install = install;
  }

  get state(): TerminalState {
    return this.#session.state;
  }

  /** What it last told of its housing, its power supply and its readers. */
  get condition(): Pick<TerminalStatus, 'tamper' | 'power' | 'readers'> {
    return this.#session.facts;
  }

  get status(): TerminalStatus {
    const { address, state, reason, isSecure, counters, facts } = this.#session;
    const { tamper, power, readers, identity, capabilities } = facts;
    return {
      address,
      state,
      ...(reason ? { reason } : {}),
      secure: isSecure,
      tamper,
      power,
      readers,
      ...(identity ? { identity } : {}),
      ...(capabilities
        ? { capabilities: Array.from(capabilities, ([code, each]) => ({ function: code, ...each })) }
        : {}),
      counters: { ...counters },
    };
  }

  /**
   * Shows lines from the top; each is cut or padded to the display's columns, and lines not given become blank,
   * so nothing old stays. With `seconds` (1–255) for that time only.
   */
  async show(lines: readonly string[], options: { seconds?: number } = {}): Promise<void> {
    const size = this.#textSize();
    const seconds = options.seconds === undefined ? 0 : toUnit(options.seconds, 255, 'seconds');
    const code = options.seconds === undefined ? textCode.permanent : textCode.temporary;
    const mostBytes = mostTextBytes(this.#session.facts.capabilities, this.#settings.scbk !== undefined);
    const sent: Promise<void>[] = [];
    for (let line = 0; line < size.lines; line += 1) {
      const fitted = fitToColumns(lines[line] ?? '', size.columns, size.encoding);
      let column = 1;
      for (const text of splitLine(fitted, mostBytes, size.encoding)) {
        sent.push(this.#send({ type: 'text', reader: 0, code, seconds, row: line + 1, column, text }));
        column += text.length;
      }
    }
    await allOf(sent);
  }

  /** Sets the light, for good or for `seconds` (at most 6553). */
  async led(pattern: LedPattern, seconds?: number): Promise<void> {
    const level = this.#levelOf(capability.led);
    const [on, off, onColour] = ledStates(pattern, level);
    const state = { on, off, onColour, offColour: ledColour.off };
    const nothing = { code: 0, on: 0, off: 0, onColour: 0, offColour: 0 };
    const timer100ms = seconds === undefined ? 0 : toUnit(seconds * 10, 0xffff, 'seconds');
    await this.#send({
      type: 'led',
      reader: 0,
      led: 0,
      temporary: seconds === undefined ? { ...nothing, timer100ms } : { code: 2, ...state, timer100ms },
      permanent: seconds === undefined ? { code: 1, ...state } : nothing,
    });
  }

  /** Sounds the beeper. */
  async beep(pattern: BeepPattern): Promise<void> {
    this.#levelOf(capability.beeper);
    const [on, off, repetitions] = beeps[pattern];
    await this.#send({ type: 'buz', reader: 0, code: 2, on, off, repetitions });
  }

  /**
   * Gives the terminal its own key (16 bytes) over the public default key. Only with a person's approval, with
   * the terminal in its installation mode. Whoever calls it keeps the key; here it is forgotten with the bus.
   */
  async installKey(scbk: Uint8Array): Promise<void> {
    if (scbk.length !== 16) throw new HardwareError('OSDP_BAD_ARGUMENT', { keyBytes: scbk.length });
    await this.#install(Uint8Array.from(scbk));
  }

  /**
   * Tells it the address and the speed to change to (COMSET); it does so after its reply. The bus follows with the
   * address, see `line-changes.ts` for what belongs around it.
   */
  async setLine(address: number, baudRate: number): Promise<void> {
    await this.#send({ type: 'comset', address, baudRate });
  }

  /** Level of a capability; undefined when the terminal never gave its list. Throws OSDP_REFUSED when it has none. */
  #levelOf(code: number): number | undefined {
    const { address } = this.#session;
    const { capabilities } = this.#session.facts;
    if (!capabilities) return undefined;
    const level = capabilities.get(code)?.level ?? 0;
    if (level === 0) throw new HardwareError('OSDP_REFUSED', { address, reason: 'NOT_FITTED', capability: code });
    return level;
  }

  #textSize(): { lines: number; columns: number; encoding: TextEncoding } {
    const level = this.#levelOf(capability.text);
    const fitted = level === undefined ? undefined : textSizes.get(level);
    const wanted = this.#settings.text ?? { ...(fitted ?? { lines: 1, columns: 16 }), encoding: 'ascii' as const };
    return {
      lines: Math.min(wanted.lines, fitted?.lines ?? wanted.lines),
      columns: wanted.columns,
      encoding: wanted.encoding,
    };
  }
}

/** On, off (× 100 ms) and colour of a pattern, as far as the light can do it. */
function ledStates(pattern: LedPattern, level: number | undefined): [on: number, off: number, colour: number] {
  if (pattern === 'off') return [1, 0, ledColour.off];
  const isBlink = pattern.startsWith('blink-') && level !== LED_ON_OFF_ONLY;
  const name = pattern.replace('blink-', '') as 'green' | 'amber' | 'red';
  const colour = name === 'amber' && level === LED_TWO_COLOURS ? ledColour.red : ledColour[name];
  // “Set” with on and off both 0 is refused, so steady is on for 1 and off for 0.
  return isBlink ? [BLINK_100MS, BLINK_100MS, colour] : [1, 0, colour];
}

function toUnit(value: number, most: number, name: string): number {
  const rounded = Math.ceil(value);
  if (!(rounded >= 1 && rounded <= most)) throw new HardwareError('OSDP_BAD_ARGUMENT', { [name]: value });
  return rounded;
}

/** Waits for every one, then fails with the first failure: no rejection is left without a listener. */
async function allOf(sent: Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(sent);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}
