import { callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { type Connection, ownStationId } from '../host/contract/connection.ts';
import { appRouter } from '../host/doors/api/router.ts';
import type { StoreService } from '../host/doors/api/store-service.ts';
import type { ElectronApi, IpcEvent, WebContents } from './electron-api.ts';
import { ipcChannel } from './ipc-channel.ts';
import { type IpcMessage, type IpcRequest, ipcRequest } from './ipc-messages.ts';
import { isScreenUrl } from './screen-protocol.ts';

/** Subscriptions one window may have at once. */
const maxSubscriptions = 200;

/** One window of ours: its connection to the store and what it listens to. */
interface Client {
  connection: Connection;
  subscriptions: Map<number, AbortController>;
}

/** What the gateway tells of itself. */
export interface GatewayLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/**
 * The one gateway for messages of windows. It answers main frames of our own windows that show our own screens, and
 * nobody else; every message is checked before anything is done with it.
 */
export class IpcGateway {
  readonly #store: StoreService;
  readonly #log: GatewayLog;
  readonly #clients = new Map<number, Client>();

  constructor({ ipcMain }: Pick<ElectronApi, 'ipcMain'>, store: StoreService, log: GatewayLog) {
    this.#store = store;
    this.#log = log;
    ipcMain.on(ipcChannel, (event, message) => this.#receive(event, message));
  }

  /** Lets a window in, until it is closed. A page that is loaded anew starts as signed out, with nothing to listen to. */
  admit(contents: WebContents): void {
    const { id } = contents;
    const start = () => {
      this.#stopAll(id);
      const connection: Connection = {
        ...{ stationId: ownStationId, isOwn: true, since: performance.now(), sessionToken: null },
      };
      this.#clients.set(id, { connection, subscriptions: new Map() });
    };
    const end = () => {
      this.#stopAll(id);
      this.#clients.delete(id);
    };
    start();
    // Not when one starts: it may be refused (a file dropped on the window), and then the page stays with its session.
    contents.on('did-navigate', start);
    contents.on('render-process-gone', start);
    contents.on('destroyed', end);
  }

  #stopAll(contentsId: number): void {
    for (const subscription of this.#clients.get(contentsId)?.subscriptions.values() ?? []) subscription.abort();
  }

  #receive(event: IpcEvent, message: unknown): void {
    const client = this.#clients.get(event.sender.id);
    const frame = event.senderFrame;
    if (!client || !frame || frame.parent !== null || !isScreenUrl(frame.url)) {
      this.#log.warn({ url: frame?.url.slice(0, 200) }, 'a message of a foreign frame was refused');
      return;
    }
    const answer = (reply: IpcMessage) => {
      try {
        frame.send(ipcChannel, reply);
      } catch {
        // The window closed meanwhile.
      }
    };
    const parsed = ipcRequest.safeParse(message);
    if (!parsed.success) {
      const cause = new TRPCError({ code: 'BAD_REQUEST', message: 'not a call' });
      answer({ id: idIn(message), kind: 'error', error: this.#errorShape(cause, undefined) });
    } else if (parsed.data.type === 'stop') client.subscriptions.get(parsed.data.id)?.abort();
    else void this.#carryOut(client, parsed.data, answer);
  }

  async #carryOut(
    client: Client,
    request: Exclude<IpcRequest, { type: 'stop' }>,
    answer: (reply: IpcMessage) => void,
  ): Promise<void> {
    const { id, type, path, input } = request;
    const controller = new AbortController();
    try {
      if (type === 'subscription') this.#open(client, id, controller);
      const result: unknown = await callTRPCProcedure({
        router: appRouter,
        path,
        type,
        getRawInput: async () => input,
        ctx: { store: this.#store, connection: client.connection },
        signal: controller.signal,
        batchIndex: 0,
      });
      if (type !== 'subscription') answer({ id, kind: 'data', data: result });
      else await pump(result, controller.signal, id, answer);
    } catch (error) {
      if (!controller.signal.aborted) answer({ id, kind: 'error', error: this.#errorShape(error, path) });
    } finally {
      if (client.subscriptions.get(id) === controller) client.subscriptions.delete(id);
    }
  }

  #open(client: Client, id: number, controller: AbortController): void {
    if (client.subscriptions.has(id) || client.subscriptions.size >= maxSubscriptions) {
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'a subscription too many' });
    }
    client.subscriptions.set(id, controller);
  }

  #errorShape(cause: unknown, path: string | undefined): unknown {
    const error = getTRPCErrorFromUnknown(cause);
    if (error.code === 'INTERNAL_SERVER_ERROR') this.#log.error({ err: error.cause ?? error, path }, 'a call failed');
    return getTRPCErrorShape({
      config: appRouter._def._config,
      error,
      type: 'unknown',
      path,
      input: undefined,
      ctx: undefined,
    });
  }
}

/** Hands on what a subscription gives. Asks for the first value before `started`, so that the host listens by then. */
async function pump(
  result: unknown,
  signal: AbortSignal,
  id: number,
  answer: (reply: IpcMessage) => void,
): Promise<void> {
  if (!isIterable(result)) throw new TRPCError({ code: 'BAD_REQUEST', message: 'not a subscription' });
  const values = result[Symbol.asyncIterator]();
  let next = values.next();
  answer({ id, kind: 'started' });
  for (let step = await next; !step.done && !signal.aborted; step = await next) {
    next = values.next();
    answer({ id, kind: 'data', data: step.value });
  }
  if (!signal.aborted) answer({ id, kind: 'complete' });
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The id a bad message may still carry, so that whoever waits for it hears of it. */
function idIn(message: unknown): number {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : 0;
}
