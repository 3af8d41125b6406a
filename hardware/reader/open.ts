import type { Scheduler } from '../scheduler.ts';
import { type HidLibrary, HidTransport } from '../transport/hid.ts';
import { createTransport } from '../transport/open.ts';
import type { Transport, TransportSettings } from '../transport/transport.ts';
import type { CardReader } from './card-reader.ts';
import type { HidReportFormat } from './hid-report.ts';
import { LinkedReader, type ReaderLink } from './linked-reader.ts';
import { PcscReader } from './pcsc-reader.ts';
import { lineCodec, reportCodec, StreamLink } from './stream-link.ts';
import type { UidFormat } from './uid.ts';

/** How a card reader is reached and what it sends, as it stands in the site file. Ids are four hex digits. */
export type ReaderSettings =
  | { type: 'sim' }
  | ({ type: 'serial'; path: string; baudRate: number } & LineSettings)
  | ({ type: 'tcp'; host: string; port: number } & LineSettings)
  | ({
      type: 'hid';
      vendorId: string;
      productId: string;
      usagePage?: string | undefined;
      serialNumber?: string | undefined;
    } & HidReportFormat)
  | { type: 'pcsc'; reader?: string | undefined };

/** Characters before and after each UID; without an end, a CR or LF ends it. */
interface LineSettings extends UidFormat {
  prefix?: string | undefined;
  suffix?: string | undefined;
}

/** The reader for a site file's settings, not yet open. `simulate` gives what a `sim` reader is made of. */
export function createReader(
  settings: ReaderSettings,
  {
    scheduler,
    simulate,
    hid,
    line = createTransport,
  }: {
    scheduler: Scheduler;
    simulate: () => ReaderLink;
    hid?: () => Promise<HidLibrary>;
    /** Opens a serial or network line for its settings. */
    line?: (settings: TransportSettings) => Transport;
  },
): CardReader {
  switch (settings.type) {
    case 'sim':
      return new LinkedReader(simulate(), scheduler);
    case 'pcsc':
      return new PcscReader({ scheduler, reader: settings.reader });
    case 'hid': {
      const { vendorId, productId, usagePage, serialNumber, ...format } = settings;
      const device = {
        vendorId: Number.parseInt(vendorId, 16),
        productId: Number.parseInt(productId, 16),
        usagePage: usagePage === undefined ? undefined : Number.parseInt(usagePage, 16),
        serialNumber,
      };
      const transport = new HidTransport(device, hid ? { load: hid } : {});
      return new LinkedReader(new StreamLink(transport, reportCodec(format), scheduler), scheduler);
    }
    case 'serial':
    case 'tcp': {
      const frame = { prefix: latin1(settings.prefix), suffix: latin1(settings.suffix) };
      return new LinkedReader(new StreamLink(line(settings), lineCodec(frame, settings), scheduler), scheduler);
    }
  }
}

function latin1(text: string | undefined): Uint8Array {
  return Buffer.from(text ?? '', 'latin1');
}
