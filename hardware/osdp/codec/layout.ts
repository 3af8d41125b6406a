import { HardwareError } from '../../error.ts';

/**
 * A layout says once how a value lies in bytes, and both reads and writes it: what was decoded encodes to the
 * same bytes. Numbers are little-endian.
 */
export interface Layout<T> {
  read(from: ByteReader): T;
  write(to: number[], value: T): void;
}

/** Reads bytes in order; throws OSDP_MALFORMED beyond their end. */
class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next `count` bytes. */
  take(count: number): Uint8Array {
    if (count > this.left) throw new HardwareError('OSDP_MALFORMED', { wantedBytes: count, leftBytes: this.left });
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }
}

function unsigned(size: number): Layout<number> {
  return {
    read: (from) => from.take(size).reduceRight((value, byte) => value * 256 + byte, 0),
    write: (to, value) => {
      if (!Number.isInteger(value) || value < 0 || value >= 256 ** size) {
        throw new HardwareError('OSDP_BAD_ARGUMENT', { value, sizeBytes: size });
      }
      for (let rest = value, left = size; left > 0; left -= 1, rest = Math.floor(rest / 256)) to.push(rest % 256);
    },
  };
}

export const u8 = unsigned(1);
export const u16 = unsigned(2);
export const u32 = unsigned(4);

/** A fixed number of bytes. */
export function bytes(size: number): Layout<Uint8Array> {
  return {
    read: (from) => from.take(size),
    write: (to, value) => {
      if (value.length !== size) throw new HardwareError('OSDP_BAD_ARGUMENT', { bytes: value.length, sizeBytes: size });
      to.push(...value);
    },
  };
}

/** All bytes to the end. */
export const rest: Layout<Uint8Array> = {
  read: (from) => from.take(from.left),
  write: (to, value) => {
    to.push(...value);
  },
};

/** A count byte, then that many bytes. */
export const counted: Layout<Uint8Array> = {
  read: (from) => from.take(u8.read(from)),
  write: (to, value) => {
    u8.write(to, value.length);
    to.push(...value);
  },
};

/** The same layout again and again to the end. */
export function list<T>(item: Layout<T>): Layout<T[]> {
  return {
    read: (from) => {
      const items: T[] = [];
      while (from.left > 0) items.push(item.read(from));
      return items;
    },
    write: (to, value) => {
      for (const each of value) item.write(to, each);
    },
  };
}

/** Named values one after the other, in the order they are written down. */
export function record<S extends object>(shape: { [K in keyof S]: Layout<S[K]> }): Layout<S> {
  const keys = Object.keys(shape) as (keyof S)[];
  return {
    read: (from) => Object.fromEntries(keys.map((key) => [key, shape[key].read(from)])) as S,
    write: (to, value) => {
      for (const key of keys) shape[key].write(to, value[key]);
    },
  };
}

/** A message type of the protocol: its ID byte and how its data lies. */
interface MessageLayout<T> {
  readonly id: number;
  readonly layout: Layout<T>;
}

type Catalogue = Record<string, MessageLayout<never>>;
type DataOf<M> = M extends MessageLayout<infer T> ? T : never;

/** Every message of a catalogue as one union, and `unknown` for IDs that are not in it. */
export type MessageOf<C> =
  | { [K in keyof C]: { type: K } & DataOf<C[K]> }[keyof C]
  | { type: 'unknown'; id: number; data: Uint8Array };

/** ID byte and data of a message, as they stand in a frame. */
export interface RawMessage {
  id: number;
  data: Uint8Array;
}

/** Makes the two directions of a catalogue of messages. */
export function messageCodec<C extends object>(
  catalogue: C,
): {
  encode(message: MessageOf<C>): RawMessage;
  /** Throws OSDP_MALFORMED when the data is shorter or longer than the message says. */
  decode(raw: RawMessage): MessageOf<C>;
} {
  const entries = catalogue as unknown as Catalogue;
  const typeById = new Map(Object.entries(entries).map(([type, { id }]) => [id, type]));
  return {
    encode(message) {
      if (message.type === 'unknown') {
        const { id, data } = message as RawMessage;
        return { id, data };
      }
      const entry = entries[message.type as string];
      if (!entry) throw new HardwareError('OSDP_BAD_ARGUMENT', { type: String(message.type) });
      const data: number[] = [];
      entry.layout.write(data, message as never);
      return { id: entry.id, data: Uint8Array.from(data) };
    },
    decode({ id, data }) {
      const type = typeById.get(id);
      const entry = type === undefined ? undefined : entries[type];
      if (!entry) return { type: 'unknown', id, data };
      const from = new ByteReader(data);
      const value: object = entry.layout.read(from);
      if (from.left > 0) throw new HardwareError('OSDP_MALFORMED', { id, extraBytes: from.left });
      return { type, ...value } as MessageOf<C>;
    },
  };
}
