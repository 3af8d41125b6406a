import type { DeviceHouse } from './kind/device-kind.ts';
import { PrinterKind } from './printers/printer-kind.ts';
import { ReaderKind, type ReaderKindOptions } from './readers/reader-kind.ts';
import { TerminalKind, type TerminalKindOptions } from './terminals/terminal-kind.ts';
import { VoiceKind, type VoiceKindOptions } from './voices/voice-kind.ts';

/** What single kinds need beside what every kind is given. */
export type KindsOptions = TerminalKindOptions & VoiceKindOptions & ReaderKindOptions;

/** Every kind of device a store can have, in the order they are opened; they are closed the other way round. */
export function deviceKinds(house: DeviceHouse, options: KindsOptions) {
  return {
    printers: new PrinterKind(house),
    voices: new VoiceKind(house, options),
    terminals: new TerminalKind(house, options),
    readers: new ReaderKind(house, options),
  };
}

export type DeviceKinds = ReturnType<typeof deviceKinds>;

type Together<S> = (S extends unknown ? (share: S) => void : never) extends (all: infer All) => void ? All : never;
/** The shares of all kinds together. */
export type Shares = Together<ReturnType<DeviceKinds[keyof DeviceKinds]['summary']>>;
