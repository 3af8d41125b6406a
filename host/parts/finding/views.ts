import type { SiteReader } from '../../../core/model/site/schema.ts';
import type { AttachedReader } from '../readers/views.ts';

/** A port of the store's machine and what is plugged in there. */
export interface FoundPort {
  path: string;
  /** What the device says of itself; may be empty. */
  name: string;
  /** The device of the store that has it, `printer/front`; null: none. */
  usedBy: string | null;
}

/** What is plugged into the store's machine, and the networks it hangs on. */
export interface PluggedView {
  /** The system of that machine: some find less, and what is said differs. */
  system: 'windows' | 'mac' | 'linux';
  ports: FoundPort[];
  usbPrinters: FoundPort[];
  hid: AttachedReader[];
  /** Smart-card readers by the names the system gives them. */
  pcsc: string[];
  /** `192.168.1.0/24`, and how many addresses it has. */
  networks: { name: string; hosts: number }[];
  /** What could not be listed, and the code of why. */
  problems: { what: 'ports' | 'hid' | 'pcsc'; code: string }[];
}

/** Something on the network that takes what printers take. */
export interface FoundPrinterView {
  host: string;
  port: number;
  /** It answers as receipt printers do; others may still be printers. */
  isReceiptPrinter: boolean;
  /** Maker and model as it says; may be empty. */
  name: string;
  usedBy: string | null;
}

/** A terminal that answers on a line. */
export interface FoundTerminalView {
  address: number;
  /** Maker, model and serial number, where it told. */
  identity: string | null;
  /** It has a display; null where it gave no list. */
  rows: number | null;
  /** The terminal of the store it is. */
  usedBy: string | null;
}

/** Something done at a terminal or reader that is listened to. */
export interface TouchView {
  /** Counts up. */
  no: number;
  /** Of a terminal; null: at a reader. */
  address: number | null;
  what: 'card' | 'keys';
  /** Whose card it is, where it is anybody's; its number is told to nobody. */
  holder: { kind: 'technician' | 'staff' | 'wristband' | 'lost'; no: string } | null;
}

/** A search, or something listened to, as far as it is. */
export interface FindingView {
  state: 'running' | 'done' | 'stopped' | 'failed';
  /** Why it failed, and the facts of it. */
  code: string | null;
  context: Readonly<Record<string, unknown>>;
  /** How many were asked, of how many. */
  asked: number;
  total: number;
  printers: FoundPrinterView[];
  terminals: FoundTerminalView[];
  /** The speed at which a line's terminals answer; null: not known, or the line has none. */
  bitsPerSecond: number | null;
  touches: TouchView[];
  /** So many holds of a card were seen while a reader is learnt, and what it turned out to be. */
  cards: number;
  reader: Omit<SiteReader, 'id'> | null;
}
