import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { type CreateWSSContextFnOptions, getWSConnectionHandler } from '@trpc/server/adapters/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { mayDo } from '../../../core/model/staff/permissions.ts';
import type { CallContext } from '../../contract/calls.ts';
import type { Connection } from '../../contract/connection.ts';
import type { StoreLog } from '../../contract/log.ts';
import type { NetworkView, StationLine } from '../../parts/sessions/views.ts';
import { appRouter } from '../api/router.ts';
import type { StoreService } from '../api/store-service.ts';
import type { ServerIdentity } from '../tls/server-identity.ts';
import { callLimits, type GuardedScreen, guardCalls } from './call-guard.ts';
import { httpServer, pathOf, refuse, refuseUpgrade } from './http-answers.ts';
import { networkView } from './network-view.ts';
import { type OpenSocket, OpenSockets } from './open-sockets.ts';
import { addressOf, isFromThisMachine, isOurHost, isOurOrigin } from './origin.ts';
import { plainDoor } from './plain-door.ts';
import { RefusalLog } from './refusal-log.ts';
import type { ScreenFile, ScreenFiles } from './screen-files.ts';
import { securityHeaders } from './security-headers.ts';
import { openConnection } from './station-connection.ts';
import { StationPort } from './station-port.ts';
import { TokenBucket } from './token-bucket.ts';
import { refuseHost } from './unknown-host.ts';

/** Where calls are answered. */
const callPath = '/trpc';
/** A site file of four million characters, as JSON within JSON, still fits. */
const maxMessageBytes = 12 * 1024 * 1024;
const maxSocketsPerAddress = 64;
const pingMs = 15_000;
const pongWaitMs = 10_000;
const closeWaitMs = 2000;
/** How long a connection may take for the head of its request. */
const defaultPatienceMs = 10_000;

export interface StationServerOptions {
  store: StoreService;
  screens: ScreenFiles;
  /** Told never contents of calls. */
  log: StoreLog;
  /** Port to listen on (0: any), null: 8730 or the next free one. */
  port: number | null;
  /** What is shown to other machines, which are listened to with it, encrypted; null: this machine only. */
  identity: ServerIdentity | null;
  /** Shown by screens of this machine. */
  ownToken: string;
  /** How long a connection may take until it is open, and then for the head of its request; ten seconds unless told. */
  patienceMs?: number;
}

/**
 * Serves the screens and their calls to browsers: this machine's own, and with an identity those of other stations,
 * encrypted, once they are paired.
 */
export class StationServer {
  readonly #options: StationServerOptions;
  readonly #http: Server;
  readonly #sockets: WebSocketServer;
  readonly #open = new OpenSockets(maxSocketsPerAddress);
  readonly #lines = new Map<WebSocket, { connection: Connection; tls: string | null }>();
  /** How each station came last, by its id. */
  readonly #cameBy = new Map<string, string>();
  readonly #unpaired = new Map<string, TokenBucket>();
  readonly #refusals: RefusalLog;
  #port: StationPort | null = null;

  private constructor(options: StationServerOptions) {
    this.#options = options;
    this.#refusals = new RefusalLog(options.log, () => performance.now());
    this.#http = httpServer(options.patienceMs ?? defaultPatienceMs);
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
    this.#http.on('request', (request, response) => this.#answer(request, response));
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Starts listening. Throws StartError PORT_IN_USE. */
  static async open(options: StationServerOptions): Promise<StationServer> {
    const server = new StationServer(options);
    await server.#listen();
    return server;
  }

  /** The port listened on. */
  get port(): number {
    return this.#port?.number ?? 0;
  }

  /** Where this machine's browser finds the screens: `http://127.0.0.1:8730/`. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** The same with what makes the browser a screen of this machine; for the store's user alone. */
  get ownUrl(): string {
    return this.ownUrlIn(null);
  }

  /** That, in a language. */
  ownUrlIn(language: string | null): string {
    return `${this.url}${language === null ? '' : `?language=${language}`}#own=${this.#options.ownToken}`;
  }

  /** How other machines find the store, and which screens are there. */
  network(): NetworkView {
    return networkView(this.#options.identity, this.port, this.#trustedLines());
  }

  /** Tells every screen that the store closes, and stops listening. */
  async close(): Promise<void> {
    const closed = this.#port?.close();
    for (const socket of this.#sockets.clients) socket.close(1001, 'STORE_CLOSES');
    this.#http.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#http.closeAllConnections();
    }, closeWaitMs);
    await closed;
    clearTimeout(cut);
    this.#sockets.close();
    this.#options.identity?.close();
  }

  async #listen(): Promise<void> {
    const { port, identity, log, patienceMs = defaultPatienceMs } = this.#options;
    this.#port = await StationPort.open({
      ...{ port, identity, patienceMs, refusals: this.#refusals, screens: this.#http },
      plain: plainDoor(identity?.authority.certificate ?? null, patienceMs),
    });
    this.#port.onError((error) => log.error({ err: error }, 'station server'));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const address = pathOf(request);
    const file = address === null ? null : this.#options.screens.find(address);
    if (!isOurHost(request)) refuseHost(request, response);
    else if (address === callPath) refuse(response, 426, 'WEBSOCKET_ONLY', { Upgrade: 'websocket' });
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      refuse(response, 405, 'METHOD', { Allow: 'GET, HEAD' });
    else if (!file) refuse(response, 404, 'NOT_FOUND');
    else sendFile(request, response, file);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const address = addressOf(request);
    const line: Line = { connection: null };
    const seat: OpenSocket = {
      isTrusted: () => line.connection !== null && this.#options.store.sessions.isTrusted(line.connection),
      giveWay: () => socket.destroy(),
    };
    const refusal = this.#refusalOf(request, address, seat);
    if (refusal) {
      this.#refusals.refused(
        address,
        { origin: request.headers.origin?.slice(0, 200), refusal },
        'a station was refused',
      );
      refuseUpgrade(socket, refusal);
      return;
    }
    socket.once('close', () => {
      this.#open.remove(address, seat);
      this.#forgetPaid();
    });
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#serve(webSocket, request, line));
  }

  /** Why an upgrade is refused, or null: the address then has one WebSocket more. */
  #refusalOf(request: IncomingMessage, address: string, seat: OpenSocket): string | null {
    if (!isOurHost(request)) return '421 Misdirected Request';
    if (pathOf(request) !== callPath) return '404 Not Found';
    if (!isOurOrigin(request)) return '403 Forbidden';
    return this.#open.add(address, seat) ? null : '429 Too Many Requests';
  }

  #serve(socket: WebSocket, request: IncomingMessage, line: Line): void {
    const { store, log, ownToken } = this.#options;
    const address = addressOf(request);
    const fromThisMachine = isFromThisMachine(request);
    const tls = request.socket instanceof TLSSocket ? request.socket.getProtocol() : null;
    // Oversize and malformed frames end the connection, which ws does by itself once the error is heard.
    socket.on('error', ({ message: reason }) =>
      this.#refusals.refused(address, { reason }, 'a station sent a malformed message'),
    );
    const handle = getWSConnectionHandler({
      wss: this.#sockets,
      router: appRouter,
      keepAlive: { enabled: true, pingMs, pongWaitMs },
      createContext: ({ info }: CreateWSSContextFnOptions): CallContext<StoreService> => {
        const connection = openConnection(store, { fromThisMachine, address, ownToken }, info.connectionParams);
        line.connection = connection;
        this.#lines.set(socket, { connection, tls });
        this.#tell(connection, tls);
        return { store, connection };
      },
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') log.error({ err: error.cause ?? error, path }, 'a call failed');
      },
    });
    socket.once('close', () => this.#lines.delete(socket));
    void handle(socket, request);
    const who: GuardedScreen = {
      isTrusted: () => line.connection !== null && store.sessions.isTrusted(line.connection),
      mayImport: () => {
        const { connection } = line;
        const session = connection && store.sessions.sessionOn(connection);
        if (session) return mayDo(session.role, 'site.import');
        return connection !== null && store.sessions.welcome(connection).needs === 'store';
      },
    };
    guardCalls(socket, who, this.#unpairedBucket(address), Date.now);
  }

  /** Those of the store's own screens. */
  #trustedLines(): StationLine[] {
    const { sessions } = this.#options.store;
    return [...this.#lines.values()]
      .filter(({ connection }) => sessions.isTrusted(connection))
      .map(({ connection: { stationId, address = '' }, tls }) => ({ stationId, address, tls }));
  }

  /** Writes down how a screen of the store is protected, once until it comes another way. */
  #tell(connection: Connection, tls: string | null): void {
    if (!this.#options.store.sessions.isTrusted(connection)) return;
    const { stationId, address } = connection;
    const protection = tls ?? 'this machine';
    if (this.#cameBy.get(stationId) === protection) return;
    this.#cameBy.set(stationId, protection);
    this.#options.log.info({ stationId, address, protection }, 'a station is there');
  }

  #unpairedBucket(address: string): TokenBucket {
    const known = this.#unpaired.get(address);
    if (known) return known;
    const { callsPerSecond, burst } = callLimits.unpaired;
    const bucket = new TokenBucket(callsPerSecond, burst, Date.now());
    this.#unpaired.set(address, bucket);
    return bucket;
  }

  /** An address in debt stays known, or else hanging up would pay it. */
  #forgetPaid(): void {
    const nowMs = Date.now();
    for (const [known, bucket] of this.#unpaired) {
      if (!this.#open.has(known) && bucket.isFull(nowMs)) this.#unpaired.delete(known);
    }
  }
}

/** A WebSocket: of whom, is known with its first message. */
interface Line {
  connection: Connection | null;
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
