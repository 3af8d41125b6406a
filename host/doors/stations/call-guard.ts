import type { RawData, WebSocket } from 'ws';
import { TokenBucket } from './token-bucket.ts';

/** How much one connection may ask. Generous for people and scripts of this house, small against a flood. */
export const callLimits = {
  /** Of this machine or paired. */
  trusted: { callsPerSecond: 500, burst: 2000 },
  /** All not yet paired connections of one address together: enough to type codes in, too little to guess them. */
  unpaired: { callsPerSecond: 1, burst: 30 },
  /** A message of any screen: what is read twice must not take long. Only a site file is more. */
  messageBytes: 256 * 1024,
  /** A message of one that is not paired: a name and a code. */
  unpairedMessageBytes: 8 * 1024,
  callsPerMessage: 100,
  /** What a message without a call counts as: signs of life come several times a second. */
  emptyMessageCost: 0.05,
  subscriptions: 200,
  /** Answers that wait for a reader; above it no further call is carried out until it has read. */
  unreadBytes: 4 * 1024 * 1024,
  unreadCheckMs: 50,
} as const;

/**
 * Stands before the calls of one WebSocket: counts them and slows the sender down by not reading on (the network then
 * holds it back), and closes the connection that asks for more than any screen does. It takes the place of the
 * listeners that are there, so it must be set up after the handler of the calls; what it refuses never reaches them.
 * `who`: asked anew for every message.
 */
export function guardCalls(socket: WebSocket, who: GuardedScreen, unpaired: TokenBucket, now: () => number): void {
  const handlers = socket.listeners('message');
  socket.removeAllListeners('message');
  const waitAfter = budgetOf(who, unpaired, now);
  const subscriptions = new Set<unknown>();
  // A paused socket still hands out what it had read before: at most one buffer of the network.
  const waiting: Waiting[] = [];
  /** Takes back what `drain` is set for; null when it is not. */
  let cancelDrain: (() => void) | null = null;

  const refusalOf = (data: RawData, calls: Call[]): [code: number, reason: string] | null => {
    if (isTooBig(data, who)) return [1009, 'MESSAGE_TOO_BIG'];
    if (calls.length > callLimits.callsPerMessage) return [1008, 'TOO_MANY_CALLS'];
    return subscriptions.size > callLimits.subscriptions ? [1008, 'TOO_MANY_SUBSCRIPTIONS'] : null;
  };

  const unreadWaitMs = () => (socket.bufferedAmount > callLimits.unreadBytes ? callLimits.unreadCheckMs : 0);

  const carryOut = ({ data, isBinary, calls }: Waiting) => {
    const waitMs = waitAfter(calls);
    for (const handle of handlers) handle.call(socket, data, isBinary);
    return Math.max(waitMs, unreadWaitMs());
  };

  const drainAfter = (waitMs: number) => {
    if (waitMs > 0) {
      const timer = setTimeout(drain, waitMs);
      cancelDrain = () => clearTimeout(timer);
    } else {
      const turn = setImmediate(drain);
      cancelDrain = () => clearImmediate(turn);
    }
  };

  /**
   * Carries out the next that waits, one in each turn: only then is its answer among those that wait for a reader, and
   * can hold back the next. Many that came in one piece would else all be carried out before the first is counted.
   */
  const drain = () => {
    cancelDrain = null;
    const unreadMs = unreadWaitMs();
    const next = unreadMs > 0 ? undefined : waiting.shift();
    if (next) {
      const waitMs = carryOut(next);
      if (waitMs > 0) socket.pause();
      drainAfter(waitMs);
    } else if (unreadMs > 0) drainAfter(unreadMs);
    else if (socket.isPaused) socket.resume();
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const calls = isBinary || isTooBig(data, who) ? [] : callsIn(data);
    for (const { id, method } of calls) {
      if (method === 'subscription') subscriptions.add(id);
      if (method === 'subscription.stop') subscriptions.delete(id);
    }
    const refusal = refusalOf(data, calls);
    if (refusal) {
      socket.removeAllListeners('message');
      waiting.length = 0;
      socket.close(...refusal);
      return;
    }
    waiting.push({ data, isBinary, calls });
    if (cancelDrain) socket.pause();
    else drain();
  });
  socket.once('close', () => {
    cancelDrain?.();
    waiting.length = 0;
  });
}

/** What the guard asks of a screen. */
export interface GuardedScreen {
  /** Whether it belongs to the store. */
  isTrusted(): boolean;
  /** Whether a site file may come from it. */
  mayImport(): boolean;
}

/** Looked at before the message is read: a few megabytes of brackets take seconds to read. */
function isTooBig(data: RawData, { isTrusted, mayImport }: GuardedScreen): boolean {
  const bytes = sizeOf(data);
  if (bytes <= callLimits.unpairedMessageBytes) return false;
  if (!isTrusted()) return true;
  return bytes > callLimits.messageBytes && !mayImport();
}

interface Waiting {
  data: RawData;
  isBinary: boolean;
  calls: readonly Call[];
}

/** What of a call is looked at here; anything else is checked where it is carried out. */
interface Call {
  id: unknown;
  method: unknown;
}

/**
 * How long a connection has to wait after a message with such calls, ms. Who it is comes with the first, which is free: it
 * must not wait for what others of its address owe.
 */
function budgetOf(who: GuardedScreen, unpaired: TokenBucket, now: () => number): (calls: readonly Call[]) => number {
  const own = new TokenBucket(callLimits.trusted.callsPerSecond, callLimits.trusted.burst, now());
  let isFirst = true;
  return (calls) => {
    const isWho = isFirst && calls.length === 1 && calls[0]?.method === 'connectionParams';
    isFirst = false;
    if (isWho) return 0;
    return (who.isTrusted() ? own : unpaired).take(calls.length || callLimits.emptyMessageCost, now());
  };
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.byteLength, 0) : data.byteLength;
}

function callsIn(data: RawData): Call[] {
  let message: unknown;
  try {
    message = JSON.parse(data.toString());
  } catch {
    return [];
  }
  const list: unknown[] = Array.isArray(message) ? message : [message];
  return list.map((call) => {
    const fields = typeof call === 'object' && call !== null ? (call as Record<string, unknown>) : {};
    return { id: fields.id, method: fields.method };
  });
}
