import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';
import { HardwareError } from '../error.ts';

/** A pseudo-terminal: what is written to `path` by a serial driver arrives at `onData`, and back. */
export interface Pty {
  /** What a serial driver opens, `/dev/pts/5`. */
  readonly path: string;
  /** Speed the other side has set; undefined for one that OSDP devices do not have. */
  readonly bitsPerSecond: number | undefined;
  write(bytes: Uint8Array): void;
  /** Takes the line away: whoever has the path open sees it hang up. */
  close(): Promise<void>;
}

/** Room for `struct termios` of every system; its content is made and read by the system only. */
const TERMIOS_BYTES = 256;
const TCSANOW = 0;
/** What `cfgetospeed` says on Linux; elsewhere it says the speed itself. */
const linuxSpeeds = new Map([
  [13, 9600],
  [14, 19_200],
  [15, 38_400],
  [4097, 57_600],
  [4098, 115_200],
  [4099, 230_400],
]);

/**
 * Opens a pseudo-terminal in raw mode by calling the C library. Linux and macOS; elsewhere SIM_NOT_SUPPORTED.
 */
export function openPty(onData: (bytes: Uint8Array) => void): Pty {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new HardwareError('SIM_NOT_SUPPORTED', { what: 'pty', platform: process.platform });
  }
  const libc = koffi.load(null);
  // Each declaration is taken once: libraries keep every one they are given.
  const functions = new Map<string, (...values: unknown[]) => unknown>();
  const call = (declaration: string, ...values: unknown[]): unknown => {
    const known = functions.get(declaration) ?? libc.func(declaration);
    functions.set(declaration, known);
    return known(...values);
  };
  const check = (result: unknown, step: string) => {
    if (result !== 0) throw new HardwareError('TRANSPORT_OPEN_FAILED', { what: 'pty', step });
  };

  const master = Number(call('int posix_openpt(int flags)', constants.O_RDWR | constants.O_NOCTTY));
  if (master < 0) throw new HardwareError('TRANSPORT_OPEN_FAILED', { what: 'pty', step: 'openpt' });
  let slave: number | undefined;
  try {
    check(call('int grantpt(int fd)', master), 'grantpt');
    check(call('int unlockpt(int fd)', master), 'unlockpt');
    const path = String(call('str ptsname(int fd)', master));
    // Kept open here: without any user of the path the master would read an error instead of waiting.
    slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
    const termios = Buffer.alloc(TERMIOS_BYTES);
    check(call('int tcgetattr(int fd, void *termios)', slave, termios), 'tcgetattr');
    call('void cfmakeraw(void *termios)', termios);
    check(call('int tcsetattr(int fd, int when, void *termios)', slave, TCSANOW, termios), 'tcsetattr');
    const speedOf = (): number | undefined => {
      if (call('int tcgetattr(int fd, void *termios)', master, termios) !== 0) return undefined;
      const speed = Number(call('unsigned int cfgetospeed(void *termios)', termios));
      return process.platform === 'linux' ? linuxSpeeds.get(speed) : speed;
    };
    return servePty(path, { master, slave }, onData, speedOf);
  } catch (error) {
    if (slave !== undefined) closeSync(slave);
    closeSync(master);
    throw error;
  }
}

function servePty(
  path: string,
  { master, slave }: { master: number; slave: number },
  onData: (bytes: Uint8Array) => void,
  speedOf: () => number | undefined,
): Pty {
  const stream = new ReadStream(master);
  stream.on('data', onData);
  stream.on('error', () => stream.destroy());
  stream.resume();
  let isOpen = true;
  return {
    path,
    get bitsPerSecond() {
      return isOpen ? speedOf() : undefined;
    },
    write: (bytes) => {
      if (isOpen) stream.write(bytes);
    },
    close: () =>
      new Promise((resolve) => {
        if (!isOpen) return resolve();
        isOpen = false;
        closeSync(slave);
        stream.once('close', () => resolve());
        stream.destroy();
      }),
  };
}
