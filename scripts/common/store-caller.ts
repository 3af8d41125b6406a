import { WebSocket } from 'ws';
import { minuteMs } from '../../core/kernel/time.ts';

/** What became of a call. `lost`: the line went before an answer came. */
export type CallOutcome =
  | { kind: 'answer'; data: unknown }
  | { kind: 'refused'; code: string; context: Readonly<Record<string, unknown>> }
  | { kind: 'lost' };

/** What a screen shows as it comes in, and how it says it gets there. */
export interface CallerOptions {
  /** Of a paired screen. */
  station?: string;
  /** Of somebody signed in. */
  session?: string;
  /** Headers that a browser or a forwarder would add. */
  headers?: Record<string, string>;
  /** From which of this machine's addresses; counts and locks go by it. */
  localAddress?: string;
  /** False: does not show what screens of this machine show. */
  isOwn?: boolean;
  /** A seat in a practice. */
  practice?: string;
}

const longestWaitMs = minuteMs;

/**
 * A screen's line to a store, as bare as it gets: one WebSocket, calls numbered by hand, never a second try. What was
 * sent and what was answered is known to the byte, which a client that mends its line by itself does not tell.
 */
export class StoreCaller {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (outcome: CallOutcome) => void>();
  readonly #subscribed = new Map<number, (data: unknown) => void>();
  #ids = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#take(data.toString()));
    socket.on('error', () => {});
    socket.once('close', () => {
      for (const answered of this.#waiting.values()) answered({ kind: 'lost' });
      this.#waiting.clear();
    });
  }

  /** `url`: as the store prints it, with what makes a screen one of this machine. Throws where it does not let the line in. */
  static async open(
    url: string,
    { headers = {}, localAddress, isOwn = true, ...shown }: CallerOptions = {},
  ): Promise<StoreCaller> {
    const { host, hash } = new URL(url);
    const own = new URLSearchParams(hash.slice(1)).get('own');
    const params = { ...shown, ...(isOwn && own !== null ? { own } : {}) };
    const socket = new WebSocket(`ws://${host}/trpc?connectionParams=1`, {
      headers,
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, { statusCode }) => {
        socket.terminate();
        reject(new Error(`refused with ${statusCode}`));
      });
    });
    socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
    return new StoreCaller(socket);
  }

  query(path: string, input?: unknown): Promise<CallOutcome> {
    return this.#call('query', path, input);
  }

  mutation(path: string, input?: unknown): Promise<CallOutcome> {
    return this.#call('mutation', path, input);
  }

  /** Told of everything that a subscription gives, until the line is closed; what ends it is not told. */
  subscribe(path: string, listener: (data: unknown) => void, input?: unknown): void {
    this.#ids += 1;
    this.#subscribed.set(this.#ids, listener);
    this.#socket.send(JSON.stringify({ id: this.#ids, method: 'subscription', params: { path, input } }));
  }

  /** Something that need not be a call, as it is. */
  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  /** Resolves when the line is closed, with the code of the one who closed it. */
  async closed(): Promise<number> {
    if (this.#socket.readyState === WebSocket.CLOSED) return 1_006;
    return new Promise((resolve) => this.#socket.once('close', resolve));
  }

  /** A line that does what it is told by hand: not even its end is waited for. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Cuts the line at once. */
  close(): void {
    this.#socket.terminate();
  }

  #call(method: 'query' | 'mutation', path: string, input: unknown): Promise<CallOutcome> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.resolve({ kind: 'lost' });
    this.#ids += 1;
    const id = this.#ids;
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered({ kind: 'lost' }), longestWaitMs);
      const answered = (outcome: CallOutcome) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(outcome);
      };
      this.#waiting.set(id, answered);
      this.#socket.send(JSON.stringify({ id, method, params: { path, input } }));
    });
  }

  #take(text: string): void {
    if (text === 'PING') this.#socket.send('PONG');
    for (const { id, outcome } of answersIn(text)) {
      this.#waiting.get(id)?.(outcome);
      if (outcome.kind === 'answer') this.#subscribed.get(id)?.(outcome.data);
    }
  }
}

interface Answer {
  id?: number;
  result?: { type: string; data?: unknown };
  error?: { message: string; data?: { storeCode?: string; context?: Record<string, unknown> } };
}

/** The answers in one message of a store. */
export function answersIn(text: string): { id: number; outcome: CallOutcome }[] {
  if (!text.startsWith('{') && !text.startsWith('[')) return [];
  const message = JSON.parse(text) as Answer | Answer[];
  return (Array.isArray(message) ? message : [message]).flatMap(
    ({ id, result, error }): ReturnType<typeof answersIn> => {
      if (typeof id !== 'number') return [];
      if (error) {
        const { storeCode: code = error.message, context = {} } = error.data ?? {};
        return [{ id, outcome: { kind: 'refused', code, context } }];
      }
      return result?.type === 'data' ? [{ id, outcome: { kind: 'answer', data: result.data } }] : [];
    },
  );
}
