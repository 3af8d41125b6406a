/**
 * The lowest of the four layers of a device (transport → codec → session → driver): bytes in, bytes out.
 * A transport knows nothing of frames. It never reopens itself: who owns it decides when to try again.
 */
export interface Transport {
  /** For people and logs: `serial:/dev/ttyUSB0@9600`, `tcp:10.0.0.5:4001`, `memory:floor-2`. */
  readonly name: string;
  readonly isOpen: boolean;
  /** Speed of the line where it has one (serial); the gaps between frames follow from it. */
  readonly bitsPerSecond?: number;
  /** The other end can forget the line without a word (a connection over a network): who hears nothing opens it anew. */
  readonly mayGoDeaf?: boolean;
  /** Throws HardwareError TRANSPORT_OPEN_FAILED. Opening an open transport is an error of the caller. */
  open(): Promise<void>;
  /**
   * Resolves when the bytes were handed to the operating system, in the order of the calls.
   * Throws TRANSPORT_NOT_OPEN, TRANSPORT_WRITE_FAILED.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Changes the speed of a line that has one; the line stays open. Throws TRANSPORT_NOT_OPEN, TRANSPORT_OPEN_FAILED. */
  setSpeed?(bitsPerSecond: number): Promise<void>;
  /**
   * Finds out whether the device is still there, for who only listens: a pulled-out adapter is not always told by the
   * system. One that is gone is told by the close listener. Transports without it always notice by themselves.
   */
  probe?(): Promise<void>;
  /** Drops what was received and not yet delivered (stale bytes of before the opening). */
  flush(): Promise<void>;
  /** Closes; does not call the close listener. Closing a closed transport does nothing. */
  close(): Promise<void>;
  /** One listener each; setting a new one replaces the old. */
  setListeners(listeners: TransportListeners): void;
}

export interface TransportListeners {
  onData(bytes: Uint8Array): void;
  /** The other side or the device went away; the transport is closed now. */
  onClose(cause?: Error): void;
}

/** How a device is reached, as it stands in the site file. */
export type TransportSettings =
  | { type: 'serial'; path: string; baudRate: number; direction?: RtsDirection; flow?: FlowControl }
  | { type: 'tcp'; host: string; port: number }
  | { type: 'file'; path: string }
  | { type: 'sim' };

/** How a device with a small buffer stops a serial line: by CTS, or by sending XOFF and XON. */
export type FlowControl = 'rts-cts' | 'xon-xoff';

/**
 * How a simple RS-485 adapter is told to send: it listens to RTS, high (`rts`) or low (`rts-inverted`) while sending.
 * Most adapters know by themselves and need nothing.
 */
export type RtsDirection = 'rts' | 'rts-inverted';
