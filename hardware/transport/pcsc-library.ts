import koffi, { type LibraryHandle } from 'koffi';
import { HardwareError } from '../error.ts';

/**
 * The functions of the PC/SC standard (part 5) as winscard, pcsc-lite and macOS have them. Every call runs on a
 * thread of its own, never on the main loop. They answer a status: 0, or an error code.
 */
export interface PcscLibrary {
  establish(): Promise<[status: number, context: number]>;
  release(context: number): Promise<number>;
  /** The names of the readers. */
  listReaders(context: number): Promise<[status: number, names: string[]]>;
  /**
   * The state of one reader: SCARD_STATE_* flags, in the upper half the count of its card events. At once, or as soon
   * as it is another one than `known`, at the latest after `waitMs`.
   */
  readerState(
    context: number,
    reader: string,
    known?: number,
    waitMs?: number,
  ): Promise<[status: number, state: number]>;
  connect(
    context: number,
    reader: string,
    shareMode: number,
  ): Promise<[status: number, card: number, protocol: number]>;
  transmit(card: number, protocol: number, apdu: Uint8Array): Promise<[status: number, answer: Uint8Array]>;
  disconnect(card: number, disposition: number): Promise<number>;
}

const scope = { user: 0, system: 2 } as const;
const anyProtocol = 3;
const longestAnswer = 65_538;
const longestReaderList = 16_384;

const libraryNames: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'winscard.dll',
  linux: 'libpcsclite.so.1',
  darwin: '/System/Library/Frameworks/PCSC.framework/PCSC',
};

/** How wide the types of the interface are on each system. */
const typesOf = (platform: NodeJS.Platform) =>
  platform === 'win32'
    ? { dword: 'uint32', handle: 'uintptr', suffix: 'A', atrBytes: 36 }
    : platform === 'darwin'
      ? { dword: 'uint32', handle: 'int32', suffix: '', atrBytes: 33 }
      : { dword: 'ulong', handle: 'long', suffix: '', atrBytes: 33 };

let loaded: PcscLibrary | undefined;

/** The system's own library. Throws PCSC_NO_LIBRARY where there is none. */
export function loadPcscLibrary(): PcscLibrary {
  loaded ??= bind();
  return loaded;
}

function bind(): PcscLibrary {
  const name = libraryNames[process.platform];
  if (name === undefined) throw new HardwareError('PCSC_NO_LIBRARY', { platform: process.platform });
  let library: LibraryHandle;
  try {
    library = koffi.load(name);
  } catch (cause) {
    throw new HardwareError('PCSC_NO_LIBRARY', { library: name }, { cause });
  }
  const { dword, handle, suffix, atrBytes } = typesOf(process.platform);
  const members = {
    name: 'str',
    user: 'void *',
    current: dword,
    event: dword,
    atrLength: dword,
    atr: koffi.array('uint8', atrBytes),
  };
  // Apple's header packs this structure without gaps.
  const stateType = process.platform === 'darwin' ? koffi.pack(members) : koffi.struct(members);
  const requestType = koffi.struct({ protocol: dword, size: dword });
  const out = (type: string) => koffi.out(koffi.pointer(type));
  const status = process.platform === 'linux' ? 'long' : 'int32';

  const establish = library.func('SCardEstablishContext', status, [dword, 'void *', 'void *', out(handle)]);
  const release = library.func('SCardReleaseContext', status, [handle]);
  const list = library.func(`SCardListReaders${suffix}`, status, [
    handle,
    'str',
    'void *',
    koffi.inout(koffi.pointer(dword)),
  ]);
  const change = library.func(`SCardGetStatusChange${suffix}`, status, [
    handle,
    dword,
    koffi.inout(koffi.pointer(stateType)),
    dword,
  ]);
  const connect = library.func(`SCardConnect${suffix}`, status, [handle, 'str', dword, dword, out(handle), out(dword)]);
  const transmit = library.func('SCardTransmit', status, [
    handle,
    koffi.pointer(requestType),
    'void *',
    dword,
    'void *',
    'void *',
    koffi.inout(koffi.pointer(dword)),
  ]);
  const disconnect = library.func('SCardDisconnect', status, [handle, dword]);

  return {
    async establish() {
      const context = [0];
      const where = process.platform === 'win32' ? scope.user : scope.system;
      return [await call(establish, where, null, null, context), context[0] ?? 0];
    },
    release: (context) => call(release, context),
    async listReaders(context) {
      const names = Buffer.alloc(longestReaderList);
      const size = [names.length];
      const result = await call(list, context, null, names, size);
      const text = names.toString('utf8', 0, Math.min(size[0] ?? 0, names.length));
      return [result, result === 0 ? text.split('\0').filter((name) => name !== '') : []];
    },
    async readerState(context, reader, known = 0, waitMs = 0) {
      const atr = Array(atrBytes).fill(0);
      const states = [{ name: reader, user: null, current: known, event: 0, atrLength: 0, atr }];
      const result = await call(change, context, waitMs, states, 1);
      return [result, Number(states[0]?.event ?? 0) >>> 0];
    },
    async connect(context, reader, shareMode) {
      const card = [0];
      const protocol = [0];
      const result = await call(connect, context, reader, shareMode, anyProtocol, card, protocol);
      return [result, card[0] ?? 0, protocol[0] ?? 0];
    },
    async transmit(card, protocol, apdu) {
      const answer = Buffer.alloc(longestAnswer);
      const size = [answer.length];
      const request = { protocol, size: koffi.sizeof(requestType) };
      const bytes = Buffer.from(apdu);
      const result = await call(transmit, card, request, bytes, bytes.length, null, answer, size);
      return [result, Uint8Array.from(answer.subarray(0, result === 0 ? (size[0] ?? 0) : 0))];
    },
    disconnect: (card, disposition) => call(disconnect, card, disposition),
  };
}

/** Calls on another thread; the status as an unsigned 32-bit number on every system. */
function call(native: ReturnType<LibraryHandle['func']>, ...values: unknown[]): Promise<number> {
  return new Promise((resolve, reject) => {
    native.async(...values, (error: unknown, result: unknown) => {
      if (error) reject(new HardwareError('PCSC_FAILED', { reason: 'call' }, { cause: error }));
      else resolve(Number(result) >>> 0);
    });
  });
}
