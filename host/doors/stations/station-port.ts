import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type Server as TlsServer } from 'node:tls';
import { StartError } from '../../contract/start-error.ts';
import type { ServerIdentity } from '../tls/server-identity.ts';
import type { ServerPair } from '../tls/store-authority.ts';
import { AddressCount } from './address-count.ts';
import { HalfOpen } from './half-open.ts';
import { addressOf, isLoopback } from './origin.ts';
import type { RefusalLog } from './refusal-log.ts';

/** Of one address: so that no other machine can take what this one's own screens need. */
const maxTcpPerAddress = 256;
/** Of all other machines together; what this machine's own screens need stands beside it. */
const maxTcpOfNetwork = 768;
/** Browsers open several at once, and some in advance. */
const halfOpenLimits = { perAddress: 32, inAll: 256 };
/** Ports tried one after the other when none was asked for. */
const defaultPort = 8730;
const defaultPortTries = 20;
/** The first byte of a TLS handshake; no request begins with it. */
const tlsHandshake = 0x16;

/** TLS 1.3, and of 1.2 what has forward secrecy and authenticates what it encrypts. */
const tlsOptions = {
  minVersion: 'TLSv1.2',
  ciphers: [
    ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  ].join(':'),
  honorCipherOrder: true,
  ALPNProtocols: ['http/1.1'] as string[],
} as const;

export interface StationPortOptions {
  /** Port to listen on (0: any), null: 8730 or the next free one. */
  port: number | null;
  /** What is shown to the network; null: only this machine is listened to. */
  identity: ServerIdentity | null;
  /** How long a connection may take until it is open. */
  patienceMs: number;
  refusals: RefusalLog;
  /** Given what nobody can listen to: connections of this machine, and encrypted ones. */
  screens: HttpServer;
  /** Given the others: of another machine, in plain text. */
  plain: HttpServer;
}

/**
 * The port of the store: tells by its first byte whether a connection is encrypted, and brings it where it belongs. A
 * connection in plain text from another machine never reaches the screens.
 */
export class StationPort {
  readonly #options: StationPortOptions;
  readonly #tcp: Server;
  readonly #tls: TlsServer | null;
  readonly #halfOpen: HalfOpen;
  readonly #tcpOf = new AddressCount();
  /** Connections that are agreeing on keys, by the other side's address and port: the TLS server knows no other. */
  readonly #shaking = new Map<string, Socket>();
  #ofNetwork = 0;
  #number = 0;

  private constructor(options: StationPortOptions) {
    this.#options = options;
    const { identity, patienceMs, refusals, screens, plain } = options;
    this.#halfOpen = new HalfOpen({ ...halfOpenLimits, patienceMs }, (address) =>
      refusals.refused(address, {}, 'too many connections were half open; the oldest gave way'),
    );
    this.#tls = identity && this.#tlsServer(identity);
    this.#tcp = createServer((socket) => this.#came(socket));
    // They listen to nothing themselves, and watch over late requests from here on.
    for (const server of [screens, plain]) server.emit('listening');
  }

  /** Starts listening. Throws StartError PORT_IN_USE. */
  static async open(options: StationPortOptions): Promise<StationPort> {
    const port = new StationPort(options);
    await port.#listen();
    port.#number = (port.#tcp.address() as AddressInfo).port;
    return port;
  }

  /** The number listened on; it stays when the port is closed. */
  get number(): number {
    return this.#number;
  }

  onError(listener: (error: Error) => void): void {
    this.#tcp.on('error', listener);
  }

  /** Takes no more connections; resolves once all are gone. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#tcp.close(() => resolve()));
    this.#halfOpen.close();
    await closed;
    // What was never listened to says so, and is closed all the same.
    for (const server of [this.#options.screens, this.#options.plain]) server.close(() => {});
  }

  async #listen(): Promise<void> {
    const { port, identity } = this.#options;
    const first = port ?? defaultPort;
    const last = port === null ? defaultPort + defaultPortTries : first;
    for (let candidate = first; ; candidate += 1) {
      const failure = await listenOnce(this.#tcp, candidate, identity ? undefined : '127.0.0.1');
      if (!failure) return;
      if (candidate >= last || failure.code !== 'EADDRINUSE') {
        for (const server of [this.#options.screens, this.#options.plain]) server.close(() => {});
        throw new StartError(
          'PORT_IN_USE',
          { port: candidate, detail: failure.code ?? failure.message },
          { cause: failure },
        );
      }
    }
  }

  #tlsServer(identity: ServerIdentity): TlsServer {
    const { patienceMs, refusals, screens } = this.#options;
    const server = createTlsServer({ ...tlsOptions, ...shown(identity.pair), handshakeTimeout: patienceMs });
    identity.onChange((pair) => server.setSecureContext({ ...tlsOptions, ...shown(pair) }));
    server.on('secureConnection', (socket) => {
      this.#agreed(socket);
      screens.emit('connection', socket);
    });
    server.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
      const address = addressOf({ socket });
      if (address !== '') refusals.refused(address, { reason: error.code }, 'a TLS handshake failed');
      socket.destroy();
    });
    return server;
  }

  #came(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    const address = addressOf({ socket });
    const isOfNetwork = !isLoopback(address);
    const isFull = isOfNetwork && this.#ofNetwork >= maxTcpOfNetwork;
    if (isFull || !this.#tcpOf.add(address, maxTcpPerAddress)) {
      this.#options.refusals.refused(address, {}, 'too many connections');
      socket.destroy();
      return;
    }
    if (isOfNetwork) this.#ofNetwork += 1;
    socket.once('close', () => {
      this.#tcpOf.remove(address);
      if (isOfNetwork) this.#ofNetwork -= 1;
    });
    this.#halfOpen.begin(socket, address);
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      this.#bring(socket, isOfNetwork, first[0] === tlsHandshake);
    });
  }

  #bring(socket: Socket, isOfNetwork: boolean, isEncrypted: boolean): void {
    const { screens, plain } = this.#options;
    if (isEncrypted) {
      if (!this.#tls) return void socket.destroy();
      const key = endOf(socket);
      this.#shaking.set(key, socket);
      socket.once('close', () => this.#shaking.get(key) === socket && this.#shaking.delete(key));
      this.#tls.emit('connection', socket);
      return;
    }
    this.#halfOpen.end(socket);
    (isOfNetwork ? plain : screens).emit('connection', socket);
    // Whoever was given it listens now.
    process.nextTick(() => socket.resume());
  }

  #agreed(socket: TLSSocket): void {
    const below = this.#shaking.get(endOf(socket));
    if (!below) return;
    this.#shaking.delete(endOf(socket));
    this.#halfOpen.end(below);
  }
}

const shown = ({ key, chain }: ServerPair) => ({ key, cert: chain });
const endOf = ({ remoteAddress, remotePort, localAddress }: Socket) => `${remoteAddress} ${remotePort} ${localAddress}`;

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
