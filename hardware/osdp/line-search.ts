import type { Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { type Command, encodeCommand } from './codec/commands.ts';
import { BROADCAST_ADDRESS, encodeFrame, type ReceivedFrame } from './codec/frame.ts';
import { FrameDecoder } from './codec/frame-decoder.ts';
import { decodeReply, type Reply } from './codec/replies.ts';
import type { Capabilities, Identity } from './session-types.ts';
import { toCapabilities, toIdentity } from './terminal-facts.ts';
import { timing } from './timing.ts';

/** The speeds OSDP devices have, the usual ones first. */
export const osdpSpeeds: readonly number[] = [9600, 115_200, 19_200, 38_400, 57_600, 230_400];

/** Devices answer within a few ms; the protocol's 200 would make a search of all addresses take a minute. */
export const searchReplyMs = 60;

/** A terminal that answered. */
export interface FoundTerminal {
  address: number;
  /** Undefined where it answered, but not with who it is. */
  identity?: Identity;
  /** Undefined where it gave no list; only asked for by `addresses`. */
  capabilities?: Capabilities;
}

const askWho = { type: 'id', kind: 0 } as const;
const askWhatItCan = { type: 'cap', kind: 0 } as const;

/** Asking each of more than these by the checksum as well would take minutes on a line where nobody is. */
const mostAskedTwice = 32;

/** Somebody answered; without a reply where it was not understood. */
interface Answer {
  address: number;
  reply?: Reply;
}

/**
 * Looks for terminals on an open line that nobody else uses: asks “who are you” in plain text, which every terminal
 * answers, also one that holds a key. Sets the transport's listeners.
 */
export class LineSearch {
  readonly #transport: Transport;
  readonly #scheduler: Scheduler;
  #replyTimeoutMs: number;
  #decoder = new FrameDecoder();
  #take: ((bytes: Uint8Array) => void) | undefined;
  /** Who answered when others were asked: slower than this search waits. */
  readonly #late = new Set<number>();

  constructor(transport: Transport, scheduler: Scheduler, options: { replyTimeoutMs?: number } = {}) {
    this.#transport = transport;
    this.#scheduler = scheduler;
    this.#replyTimeoutMs = options.replyTimeoutMs ?? timing.replyTimeoutMs;
  }

  /** Goes through the addresses at the line's present speed. `isWanted` is asked before each. */
  async addresses(
    addresses: readonly number[],
    tell: { onFound?(found: FoundTerminal): void; isWanted?(): boolean } = {},
  ): Promise<FoundTerminal[]> {
    const found: FoundTerminal[] = [];
    const ask = async (asked: readonly number[]) => {
      for (const address of asked) {
        if (tell.isWanted && !tell.isWanted()) return;
        const terminal = (await this.#inquire(address, 'crc')) ?? (await this.#inquire(address, 'sum'));
        if (!terminal) continue;
        found.push(terminal);
        tell.onFound?.(terminal);
      }
    };
    this.#late.clear();
    await ask(addresses);
    const late = addresses.filter(
      (address) => this.#late.has(address) && !found.some((one) => one.address === address),
    );
    if (late.length > 0) {
      this.#replyTimeoutMs = Math.max(this.#replyTimeoutMs, timing.replyTimeoutMs);
      await ask(late);
    }
    return found.toSorted((one, other) => addresses.indexOf(one.address) - addresses.indexOf(other.address));
  }

  /**
   * The speed at which one of these addresses answers, the line left at it; undefined (the line left at the first
   * speed) when nobody does, or when the line has no speed of its own.
   */
  async speed(speeds: readonly number[], addresses: readonly number[]): Promise<number | undefined> {
    const { setSpeed } = this.#transport;
    if (!setSpeed) return undefined;
    for (const bitsPerSecond of speeds) {
      await setSpeed.call(this.#transport, bitsPerSecond);
      // All at once first: where anybody is at this speed, that is one question instead of a hundred.
      if (await this.#isAnybody([BROADCAST_ADDRESS], 'crc')) return bitsPerSecond;
      if (await this.#isAnybody([BROADCAST_ADDRESS], 'sum')) return bitsPerSecond;
      if (await this.#isAnybody(addresses, 'crc')) return bitsPerSecond;
    }
    for (const bitsPerSecond of addresses.length > mostAskedTwice ? [] : speeds) {
      await setSpeed.call(this.#transport, bitsPerSecond);
      if (await this.#isAnybody(addresses, 'sum')) return bitsPerSecond;
    }
    const [first] = speeds;
    if (first !== undefined) await setSpeed.call(this.#transport, first);
    return undefined;
  }

  /** Whether somebody answers when these are asked, whoever it is. */
  async #isAnybody(addresses: readonly number[], check: 'crc' | 'sum'): Promise<boolean> {
    for (const address of addresses) if (await this.#ask(address, check, askWho, () => true)) return true;
    return false;
  }

  /** Who it is and what it can; every terminal answers both in plain text, also one that holds a key. */
  async #inquire(address: number, check: 'crc' | 'sum'): Promise<FoundTerminal | undefined> {
    const isMeant = (answer: Answer) => {
      if (answer.address !== address) this.#late.add(answer.address);
      return answer.address === address;
    };
    const who = await this.#ask(address, check, askWho, isMeant);
    if (!who) return undefined;
    const can = await this.#ask(address, check, askWhatItCan, isMeant);
    return {
      address,
      ...(who.reply?.type === 'pdid' ? { identity: toIdentity(who.reply) } : {}),
      ...(can?.reply?.type === 'pdcap' ? { capabilities: toCapabilities(can.reply) } : {}),
    };
  }

  async #ask(
    address: number,
    check: 'crc' | 'sum',
    command: Command,
    isMeant: (answer: Answer) => boolean,
  ): Promise<Answer | undefined> {
    // The first question starts the count, the second is the one after it.
    const sequence = command.type === 'id' ? 0 : 1;
    const bytes = encodeFrame({ mark: true, address, reply: false, sequence, check, ...encodeCommand(command) });
    this.#decoder = new FrameDecoder();
    this.#transport.setListeners({ onData: (data) => this.#take?.(data), onClose: () => {} });
    const { bitsPerSecond } = this.#transport;
    const travelMs = bitsPerSecond ? (bytes.length * 2 * 10_000) / bitsPerSecond : 0;
    const reply = new Promise<Answer | undefined>((resolve) => {
      const timer = this.#scheduler.setTimeout(() => resolve(undefined), travelMs + this.#replyTimeoutMs);
      this.#take = (data) => {
        const found = this.#foundIn(data, isMeant);
        if (!found) return;
        this.#scheduler.clearTimeout(timer);
        resolve(found);
      };
    });
    await this.#transport.write(bytes);
    const found = await reply;
    this.#take = undefined;
    // The others may still be answering a question to all.
    const gapMs = address === BROADCAST_ADDRESS && found ? this.#replyTimeoutMs : timing.idleGapMs;
    await new Promise<void>((resolve) => this.#scheduler.setTimeout(resolve, gapMs));
    return found;
  }

  #foundIn(data: Uint8Array, isMeant: (answer: Answer) => boolean): Answer | undefined {
    for (const each of this.#decoder.push(data)) {
      if (each.kind !== 'frame' || !each.frame.reply) continue;
      const answer = answerOf(each.frame);
      if (isMeant(answer)) return answer;
    }
    return undefined;
  }
}

function answerOf(frame: ReceivedFrame): Answer {
  const { address } = frame;
  try {
    return { address, reply: decodeReply(frame) };
  } catch {
    return { address };
  }
}

/** A line that its owner lends between two of its own questions. */
interface LentLine {
  lend<T>(use: (line: Transport) => Promise<T>): Promise<T>;
}

/**
 * Looks for more terminals on a line in use, at its present speed: one question at a time, and the line's own between
 * them. Throws TRANSPORT_NOT_OPEN where the line is lost.
 */
export async function searchInUse(
  bus: LentLine,
  scheduler: Scheduler,
  addresses: readonly number[],
  tell: { onFound(found: FoundTerminal): void; isWanted(): boolean },
): Promise<void> {
  for (const address of addresses) {
    if (!tell.isWanted()) return;
    const search = (line: Transport) =>
      new LineSearch(line, scheduler, { replyTimeoutMs: searchReplyMs }).addresses([address]);
    for (const found of await bus.lend(search)) tell.onFound(found);
    await new Promise<void>((resolve) => scheduler.setTimeout(resolve, timing.lendAgainMs));
  }
}
