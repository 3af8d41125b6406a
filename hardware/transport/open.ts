import { HardwareError } from '../error.ts';
import { SerialTransport } from './serial.ts';
import { TcpTransport } from './tcp.ts';
import type { Transport, TransportSettings } from './transport.ts';

/**
 * The transport for a device's settings, not yet open. `sim` needs a simulator: who has one passes `simulate`,
 * which gives the near end of its line. Throws TRANSPORT_NOT_SUPPORTED for what is no line of bytes both ways.
 */
export function createTransport(settings: TransportSettings, options: { simulate?: () => Transport } = {}): Transport {
  switch (settings.type) {
    case 'serial':
      return new SerialTransport(settings);
    case 'tcp':
      return new TcpTransport(settings);
    case 'sim':
      if (options.simulate) return options.simulate();
      throw new HardwareError('TRANSPORT_NOT_SUPPORTED', { type: settings.type });
    case 'file':
      throw new HardwareError('TRANSPORT_NOT_SUPPORTED', { type: settings.type });
  }
}
