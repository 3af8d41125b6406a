import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StoreLog } from '../../contract/log.ts';
import { StartError } from '../../contract/start-error.ts';
import { AddressCount } from './address-count.ts';
import { httpServer, pathOf, refuse, refuseUpgrade } from './http-answers.ts';
import { addressOf } from './origin.ts';
import { send, setPlainHeaders } from './plain-door.ts';
import { guestPage } from './plain-pages.ts';
import { RefusalLog } from './refusal-log.ts';

const maxConnections = 256;
const maxPerAddress = 8;
const patienceMs = 5_000;

/**
 * The port for guests' phones: plain HTTP, one page, no calls. It knows no store, so it has nothing to give away; and
 * what is opened here takes nothing from the store's own port.
 */
export class GuestServer {
  readonly #server: Server;
  readonly #countOf = new AddressCount();

  private constructor(log: StoreLog) {
    const refusals = new RefusalLog(log, () => performance.now());
    this.#server = httpServer(patienceMs);
    this.#server.maxConnections = maxConnections;
    this.#server.on('connection', (socket) => {
      const address = addressOf({ socket });
      if (this.#countOf.add(address, maxPerAddress)) socket.once('close', () => this.#countOf.remove(address));
      else {
        refusals.refused(address, {}, 'too many connections to the port for guests');
        socket.destroy();
      }
    });
    this.#server.on('request', answer);
    this.#server.on('upgrade', (_request, socket) => {
      socket.on('error', () => socket.destroy());
      refuseUpgrade(socket, '404 Not Found');
    });
  }

  /** Starts listening on all addresses. Throws StartError PORT_IN_USE. */
  static async open(port: number, log: StoreLog): Promise<GuestServer> {
    const guests = new GuestServer(log);
    await new Promise<void>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        const detail = error.code ?? error.message;
        reject(new StartError('PORT_IN_USE', { port, detail }, { cause: error }));
      };
      guests.#server.once('error', failed);
      guests.#server.listen({ port, exclusive: true }, () => {
        guests.#server.off('error', failed);
        guests.#server.on('error', (err) => log.error({ err }, 'guest server'));
        resolve();
      });
    });
    return guests;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  setPlainHeaders(response);
  const { method = '' } = request;
  if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, 'METHOD', { Allow: 'GET, HEAD' });
  else if (pathOf(request) !== '/') refuse(response, 404, 'NOT_FOUND');
  else send(response, method, 'text/html; charset=utf-8', Buffer.from(guestPage()));
}
