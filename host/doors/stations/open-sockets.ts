/** A line that is open: closes it, and tells whether a screen of the store is at its other end. */
export interface OpenSocket {
  isTrusted(): boolean;
  giveWay(): void;
}

/**
 * The lines of each address. Where there are too many, the oldest that has not shown whose it is gives way to the next:
 * nobody can take the places of the store's own screens by opening many and saying nothing.
 */
export class OpenSockets {
  readonly #perAddress: number;
  readonly #of = new Map<string, Set<OpenSocket>>();

  constructor(perAddress: number) {
    this.#perAddress = perAddress;
  }

  /** Takes it in; false: there are as many as there may be, all of them of the store. */
  add(address: string, socket: OpenSocket): boolean {
    const there = this.#of.get(address) ?? new Set();
    if (there.size >= this.#perAddress) {
      const oldest = [...there].find((one) => !one.isTrusted());
      if (!oldest) return false;
      there.delete(oldest);
      oldest.giveWay();
    }
    this.#of.set(address, there.add(socket));
    return true;
  }

  remove(address: string, socket: OpenSocket): void {
    const there = this.#of.get(address);
    there?.delete(socket);
    if (there?.size === 0) this.#of.delete(address);
  }

  has(address: string): boolean {
    return this.#of.has(address);
  }
}
