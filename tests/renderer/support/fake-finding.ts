import { deviceError } from '../../../core/model/devices/errors.ts';
import type { SitePrinter, SiteReader } from '../../../core/model/site/schema.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import type { FindingService, LineGiven } from '../../../host/parts/finding/service.ts';
import type { FindingView, PluggedView, TouchView } from '../../../host/parts/finding/views.ts';
import type { AttachedReader } from '../../../host/parts/readers/views.ts';

const running: FindingView = {
  ...{ state: 'running', code: null, context: {}, asked: 0, total: 0, printers: [], terminals: [] },
  ...{ bitsPerSecond: null, touches: [], cards: 0, reader: null },
};

/** Devices for screens to be found: a test says what is found, and sees what was asked. */
export class FakeFinding implements FindingService {
  /** What screens asked for, in order. */
  readonly asked: unknown[] = [];
  plug: PluggedView = {
    system: 'linux',
    ports: [
      { path: '/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0', name: '1a86 USB Serial', usedBy: null },
      { path: '/dev/ttyS0', name: '', usedBy: 'printer/front' },
    ],
    usbPrinters: [{ path: '/dev/usb/lp0', name: 'EPSON TM-T20II', usedBy: null }],
    hid: [{ vendorId: '1A86', productId: 'E010', usagePage: 'FF00', name: 'Maker R1' }],
    pcsc: ['ACS ACR122U 00 00'],
    networks: [{ name: '192.168.1.0/24', hosts: 253 }],
    problems: [],
  };
  now: FindingView = running;
  /** Refuses the next test with this code. */
  failNext: Parameters<typeof deviceError>[0] | null = null;
  #count = 0;

  async plugged(): Promise<PluggedView> {
    return this.plug;
  }

  /** What is known of the search from here on. */
  tell(more: Partial<FindingView>): void {
    this.now = { ...this.now, ...more };
  }

  touch(touch: Omit<TouchView, 'no'>): void {
    this.tell({ touches: [...this.now.touches, { no: this.now.touches.length + 1, ...touch }] });
  }

  #begin(what: unknown): string {
    this.asked.push(what);
    this.now = running;
    this.#count += 1;
    return `finding-${this.#count}`;
  }

  async searchNetwork(_by: Connection, network: string): Promise<string> {
    return this.#begin({ network });
  }

  async searchLine(_by: Connection, line: LineGiven): Promise<string> {
    return this.#begin({ line });
  }

  async listen(_by: Connection, line: LineGiven, addresses: readonly number[]): Promise<string> {
    return this.#begin({ listen: line.id, addresses });
  }

  async tryReader(_by: Connection, reader: SiteReader): Promise<string> {
    return this.#begin({ reader });
  }

  async learnReader(_by: Connection, device: AttachedReader): Promise<string> {
    return this.#begin({ learn: device.name });
  }

  typed(_by: Connection, text: string): Omit<SiteReader, 'id'> {
    if (text !== '0040856634') throw deviceError('READER_TYPES_NO_CARD');
    return { type: 'keyboard', encoding: '8H10D' } as Omit<SiteReader, 'id'>;
  }

  view(): FindingView {
    return this.now;
  }

  async stop(): Promise<void> {
    this.asked.push('stop');
    this.tell({ state: 'stopped' });
  }

  async testPrinter(printer: SitePrinter): Promise<void> {
    this.#tried({ printer });
  }

  async testTerminal(line: LineGiven, address: number): Promise<void> {
    this.#tried({ beep: `${line.id}/${address}` });
  }

  async testVoice(_voice: unknown, placeId: string | null): Promise<void> {
    this.#tried({ voice: placeId });
  }

  #tried(what: unknown): void {
    this.asked.push(what);
    const code = this.failNext;
    this.failNext = null;
    if (code) throw deviceError(code, { device: '192.168.1.50:9100' });
  }
}
