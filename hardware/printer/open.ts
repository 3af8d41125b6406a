import type { Scheduler } from '../scheduler.ts';
import { createTransport } from '../transport/open.ts';
import type { Transport, TransportSettings } from '../transport/transport.ts';
import { FileTransport } from './file-transport.ts';
import { UsbTransport } from './usb-transport.ts';

/** How a printer is reached: as every device, or on the computer's own USB. */
export type PrinterLine = TransportSettings | { type: 'usb'; path: string };

/**
 * The line to a printer for its settings, not yet open: as for every device, and for printers also a file that the
 * bytes are appended to, and a USB printer. Throws as createTransport.
 */
export function createPrinterTransport(
  settings: PrinterLine,
  options: { simulate?: () => Transport; scheduler?: Scheduler } = {},
): Transport {
  if (settings.type === 'file') return new FileTransport(settings.path);
  if (settings.type === 'usb') return new UsbTransport(settings.path, options);
  return createTransport(settings, options);
}

/** Whether something can come back on such a line: nothing does from a file or a Windows share. */
export function canAnswer(settings: PrinterLine, platform: NodeJS.Platform = process.platform): boolean {
  return settings.type !== 'file' && !(settings.type === 'usb' && platform === 'win32');
}
