import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import koffi from 'koffi';
import { HardwareError } from '../error.ts';

/** A pseudo-terminal: what is written to `path` by a serial driver arrives at `onData`, and back. */
export interface Pty {
  /** What a serial driver opens, `/dev/pts/5`. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  /** Takes the line away: whoever has the path open sees it hang up. */
  close(): Promise<void>;
}

/** Room for `struct termios` of every system; its content is made and read by the system only. */
const TERMIOS_BYTES = 256;
const TCSANOW = 0;

/**
 * Opens a pseudo-terminal in raw mode by calling the C library. Linux and macOS; elsewhere SIM_NOT_SUPPORTED.
 */
export function openPty(onData: (bytes: Uint8Array) => void): Pty {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new HardwareError('SIM_NOT_SUPPORTED', { what: 'pty', platform: process.platform });
  }
  const libc = koffi.load(null);
  const call = (declaration: string, ...values: unknown[]): unknown => libc.func(declaration)(...values);
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
    return servePty(path, master, slave, onData);
  } catch (error) {
    if (slave !== undefined) closeSync(slave);
    closeSync(master);
    throw error;
  }
}

function servePty(path: string, master: number, slave: number, onData: (bytes: Uint8Array) => void): Pty {
  const stream = new ReadStream(master);
  stream.on('data', onData);
  stream.on('error', () => stream.destroy());
  stream.resume();
  let isOpen = true;
  return {
    path,
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
