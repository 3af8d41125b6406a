import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type CreateWSSContextFnOptions, getWSConnectionHandler } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { mayDo } from '../../../core/model/staff/permissions.ts';
import type { CallContext } from '../../contract/calls.ts';
import type { Connection } from '../../contract/connection.ts';
import type { StoreLog } from '../../contract/log.ts';
import { StartError } from '../../contract/start-error.ts';
import { appRouter } from '../api/router.ts';
import type { StoreService } from '../api/store-service.ts';
import { AddressCount } from './address-count.ts';
import { callLimits, type GuardedScreen, guardCalls } from './call-guard.ts';
import { addressOf, isFromThisMachine, isOurHost, isOurOrigin } from './origin.ts';
import { RefusalLog } from './refusal-log.ts';
import type { ScreenFile, ScreenFiles } from './screen-files.ts';
import { securityHeaders } from './security-headers.ts';
import { openConnection } from './station-connection.ts';
import { TokenBucket } from './token-bucket.ts';

/** Where calls are answered. */
const callPath = '/trpc';
/** A site file of four million characters, as JSON within JSON, still fits. */
const maxMessageBytes = 12 * 1024 * 1024;
const maxSockets = 1024;
/** Of one address: so that no other machine can take what this one's own screens need. */
const maxTcpPerAddress = 256;
const maxSocketsPerAddress = 64;
const pingMs = 15_000;
const pongWaitMs = 10_000;
/** Ports tried one after the other when none was asked for. */
const defaultPort = 8730;
const defaultPortTries = 20;
const closeWaitMs = 2000;
/** What was refused has so long to read why. */
const hangUpMs = 1000;
/** How long a connection may take for the head of its request. */
const defaultPatienceMs = 10_000;

export interface StationServerOptions {
  store: StoreService;
  screens: ScreenFiles;
  /** Told never contents of calls. */
  log: StoreLog;
  /** Port to listen on (0: any), null: 8730 or the next free one. */
  port: number | null;
  /** All addresses instead of this machine only. */
  lan: boolean;
  /** How long a connection may take for the head of its request; ten seconds unless told. */
  patienceMs?: number;
}

/**
 * Serves the screens and their calls to browsers: this machine's own, and with `lan` those of other stations once
 * they are paired.
 */
export class StationServer {
  readonly #options: StationServerOptions;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  #port = 0;
  readonly #tcpOf = new AddressCount();
  readonly #socketsOf = new AddressCount();
  readonly #unpaired = new Map<string, TokenBucket>();
  readonly #refusals: RefusalLog;

  private constructor(options: StationServerOptions) {
    this.#options = options;
    this.#refusals = new RefusalLog(options.log, () => performance.now());
    const { patienceMs = defaultPatienceMs } = options;
    this.#server = createServer({
      headersTimeout: patienceMs,
      requestTimeout: 2 * patienceMs,
      connectionsCheckingInterval: patienceMs,
      maxHeaderSize: 16 * 1024,
    });
    this.#server.maxConnections = maxSockets;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
    this.#server.on('connection', (socket) => {
      const address = addressOf({ socket });
      if (this.#tcpOf.add(address, maxTcpPerAddress)) socket.once('close', () => this.#tcpOf.remove(address));
      else socket.destroy();
    });
    this.#server.on('request', (request, response) => this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on('clientError', hangUp);
  }

  /** Starts listening. Throws StartError PORT_IN_USE. */
  static async open(options: StationServerOptions): Promise<StationServer> {
    const server = new StationServer(options);
    await server.#listen();
    return server;
  }

  /** The port listened on. */
  get port(): number {
    return this.#port;
  }

  /** Where this machine's browser finds the screens: `http://127.0.0.1:8730/`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** Tells every screen that the store closes, and stops listening. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets.clients) socket.close(1001, 'STORE_CLOSES');
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, closeWaitMs);
    await closed;
    clearTimeout(cut);
    this.#sockets.close();
  }

  async #listen(): Promise<void> {
    const { port, lan } = this.#options;
    const first = port ?? defaultPort;
    const last = port === null ? defaultPort + defaultPortTries : first;
    for (let candidate = first; ; candidate += 1) {
      const failure = await listenOnce(this.#server, candidate, lan ? undefined : '127.0.0.1');
      if (!failure) break;
      if (candidate >= last || failure.code !== 'EADDRINUSE') {
        throw new StartError(
          'PORT_IN_USE',
          { port: candidate, detail: failure.code ?? failure.message },
          { cause: failure },
        );
      }
    }
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#server.on('error', (error) => this.#options.log.error({ err: error }, 'station server'));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const address = pathOf(request);
    const file = address === null ? null : this.#options.screens.find(address);
    if (!isOurHost(request)) refuse(response, 421, 'HOST_UNKNOWN');
    else if (address === callPath) refuse(response, 426, 'WEBSOCKET_ONLY', { Upgrade: 'websocket' });
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      refuse(response, 405, 'METHOD', { Allow: 'GET, HEAD' });
    else if (!file) refuse(response, 404, 'NOT_FOUND');
    else sendFile(request, response, file);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const address = addressOf(request);
    const refusal = this.#refusalOf(request, address);
    if (refusal) {
      this.#refusals.refused(
        address,
        { origin: request.headers.origin?.slice(0, 200), refusal },
        'a station was refused',
      );
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      setTimeout(() => socket.destroy(), hangUpMs).unref();
      return;
    }
    socket.once('close', () => this.#forget(address));
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket, request, address));
  }

  /** Why an upgrade is refused, or null: the address then counts one WebSocket more. */
  #refusalOf(request: IncomingMessage, address: string): string | null {
    if (!isOurHost(request)) return '421 Misdirected Request';
    if (pathOf(request) !== callPath) return '404 Not Found';
    if (!isOurOrigin(request)) return '403 Forbidden';
    return this.#socketsOf.add(address, maxSocketsPerAddress) ? null : '429 Too Many Requests';
  }

  #serve(socket: WebSocket, request: IncomingMessage, address: string): void {
    const { store, log } = this.#options;
    const fromThisMachine = isFromThisMachine(request);
    let connection: Connection | null = null;
    // Oversize and malformed frames end the connection, which ws does by itself once the error is heard.
    socket.on('error', ({ message: reason }) =>
      this.#refusals.refused(address, { reason }, 'a station sent a malformed message'),
    );
    const handle = getWSConnectionHandler({
      wss: this.#sockets,
      router: appRouter,
      keepAlive: { enabled: true, pingMs, pongWaitMs },
      createContext: ({ info }: CreateWSSContextFnOptions): CallContext<StoreService> => {
        connection = openConnection(store, fromThisMachine, address, info.connectionParams);
        return { store, connection };
      },
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error.cause ?? error, path }, 'a call failed');
      },
    });
    void handle(socket, request);
    const who: GuardedScreen = {
      isTrusted: () => (connection ? store.sessions.isTrusted(connection) : fromThisMachine),
      mayImport: () => {
        const session = connection && store.sessions.sessionOn(connection);
        if (session) return mayDo(session.role, 'site.import');
        return connection !== null && store.sessions.welcome(connection).needs === 'store';
      },
    };
    guardCalls(socket, who, this.#unpairedBucket(address), Date.now);
  }

  #unpairedBucket(address: string): TokenBucket {
    const known = this.#unpaired.get(address);
    if (known) return known;
    const { callsPerSecond, burst } = callLimits.unpaired;
    const bucket = new TokenBucket(callsPerSecond, burst, Date.now());
    this.#unpaired.set(address, bucket);
    return bucket;
  }

  #forget(address: string): void {
    this.#socketsOf.remove(address);
    // An address in debt stays known, or else hanging up would pay it.
    const nowMs = Date.now();
    for (const [known, bucket] of this.#unpaired) {
      if (!this.#socketsOf.has(known) && bucket.isFull(nowMs)) this.#unpaired.delete(known);
    }
  }
}

function listenOnce(server: Server, port: number, host: string | undefined): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

/** Ends a connection on which no whole request came. */
function hangUp(error: NodeJS.ErrnoException, socket: Duplex): void {
  const isTooSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  // Browsers open connections in advance. What is said on an empty one would be taken for the answer to the first
  // request they send on it, however much later.
  const isEmpty = isTooSlow && socket instanceof Socket && socket.bytesRead === 0;
  if (isEmpty || !socket.writable) socket.destroy();
  else {
    socket.end(`HTTP/1.1 ${isTooSlow ? '408 Request Timeout' : '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
    // Whoever does not read would else keep it for ever.
    setTimeout(() => socket.destroy(), hangUpMs).unref();
  }
}

/** The path of an address without query, decoded; null if it is not a path. */
function pathOf(request: IncomingMessage): string | null {
  const raw = (request.url ?? '').split(/[?#]/, 1)[0] ?? '';
  try {
    return raw.startsWith('/') ? decodeURIComponent(raw) : null;
  } catch {
    return null;
  }
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: ScreenFile): void {
  response.setHeader('ETag', file.etag);
  response.setHeader('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.body.byteLength });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${code}\n`);
}
