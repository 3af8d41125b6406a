/** How many of something each network address has. */
export class AddressCount {
  readonly #counts = new Map<string, number>();

  /** Counts one more, unless there are `max` already; tells whether it did. */
  add(address: string, max: number): boolean {
    const count = this.#counts.get(address) ?? 0;
    if (count >= max) return false;
    this.#counts.set(address, count + 1);
    return true;
  }

  /** Counts one less. */
  remove(address: string): void {
    const left = (this.#counts.get(address) ?? 0) - 1;
    if (left > 0) this.#counts.set(address, left);
    else this.#counts.delete(address);
  }

  has(address: string): boolean {
    return this.#counts.has(address);
  }
}
