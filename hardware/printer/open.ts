import { createTransport } from '../transport/open.ts';
import type { Transport, TransportSettings } from '../transport/transport.ts';
import { FileTransport } from './file-transport.ts';

/**
 * The line to a printer for its settings, not yet open: as for every device, and for printers also a file (or a
 * device node) that the bytes are appended to. Throws as createTransport.
 */
export function createPrinterTransport(
  settings: TransportSettings,
  options: { simulate?: () => Transport } = {},
): Transport {
  return settings.type === 'file' ? new FileTransport(settings.path) : createTransport(settings, options);
}
