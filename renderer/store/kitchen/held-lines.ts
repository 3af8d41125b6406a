import { useEffect, useState } from 'react';

/** So long a touched line can be taken back at this screen before the store is told. */
export const holdMs = 4_000;

interface Held {
  lineIds: readonly string[];
  timer: ReturnType<typeof setTimeout>;
}

/** What was touched on all cards; the store is told of it after a moment, or at once when the screen is left. */
export class HeldLines {
  readonly #send: (lineIds: readonly string[]) => void;
  readonly #onChange: (lineIds: ReadonlySet<string>) => void;
  #held: readonly Held[] = [];

  constructor(send: (lineIds: readonly string[]) => void, onChange: (lineIds: ReadonlySet<string>) => void) {
    this.#send = send;
    this.#onChange = onChange;
  }

  hold(lineIds: readonly string[]): void {
    const held: Held = { lineIds, timer: setTimeout(() => this.#tell(held), holdMs) };
    this.#set([...this.#held, held]);
  }

  /** A line that is held is not told of; the others that were touched with it are. */
  takeBack(lineId: string): void {
    this.#set(
      this.#held.map((one) => Object.assign(one, { lineIds: one.lineIds.filter((other) => other !== lineId) })),
    );
  }

  tellAll(): void {
    for (const held of this.#held) this.#tell(held);
  }

  #tell(held: Held): void {
    clearTimeout(held.timer);
    this.#set(this.#held.filter((one) => one !== held));
    if (held.lineIds.length > 0) this.#send(held.lineIds);
  }

  #set(held: readonly Held[]): void {
    this.#held = held;
    this.#onChange(new Set(held.flatMap(({ lineIds }) => lineIds)));
  }
}

/** The lines that are held at this screen now; `send` must not change. */
export function useHeldLines(send: (lineIds: readonly string[]) => void) {
  const [heldIds, setHeldIds] = useState<ReadonlySet<string>>(new Set());
  const [lines] = useState(() => new HeldLines(send, setHeldIds));
  useEffect(() => {
    const tellAll = () => lines.tellAll();
    window.addEventListener('pagehide', tellAll);
    return () => {
      window.removeEventListener('pagehide', tellAll);
      tellAll();
    };
  }, [lines]);
  return { heldIds, hold: (ids: readonly string[]) => lines.hold(ids), takeBack: (id: string) => lines.takeBack(id) };
}
