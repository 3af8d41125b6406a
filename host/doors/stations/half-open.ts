import type { Socket } from 'node:net';

/** Connections that have not said yet what they want, or have not come to an agreement on keys. */
export interface HalfOpenLimits {
  perAddress: number;
  inAll: number;
  /** How long each may stay so. */
  patienceMs: number;
}

/**
 * Holds connections until they are open. Whoever comes when there are too many is let in, and the oldest gives way: an
 * honest one is open within moments, one that is held half-open on purpose is not.
 */
export class HalfOpen {
  readonly #limits: HalfOpenLimits;
  readonly #gaveWay: (address: string) => void;
  /** In the order in which they came. */
  readonly #all = new Map<Socket, { address: string; timer: ReturnType<typeof setTimeout> }>();

  /** `gaveWay`: told whose connection was closed for another. */
  constructor(limits: HalfOpenLimits, gaveWay: (address: string) => void) {
    this.#limits = limits;
    this.#gaveWay = gaveWay;
  }

  get count(): number {
    return this.#all.size;
  }

  /** It came. Closed unless it is open in time. */
  begin(socket: Socket, address: string): void {
    const { perAddress, inAll, patienceMs } = this.#limits;
    const ofAddress = [...this.#all].filter(([, one]) => one.address === address);
    if (ofAddress.length >= perAddress) this.#makeWay(ofAddress[0]?.[0]);
    else if (this.#all.size >= inAll) this.#makeWay([...this.#all.keys()][0]);
    const timer = setTimeout(() => socket.destroy(), patienceMs).unref();
    this.#all.set(socket, { address, timer });
    socket.once('close', () => this.end(socket));
  }

  /** It is open, or gone. */
  end(socket: Socket): void {
    clearTimeout(this.#all.get(socket)?.timer);
    this.#all.delete(socket);
  }

  close(): void {
    for (const socket of this.#all.keys()) socket.destroy();
  }

  #makeWay(oldest: Socket | undefined): void {
    if (!oldest) return;
    this.#gaveWay(this.#all.get(oldest)?.address ?? '');
    this.end(oldest);
    oldest.destroy();
  }
}
