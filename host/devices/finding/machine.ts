import { printerPort } from '../../../hardware/printer/find-printers.ts';
import { PcscService } from '../../../hardware/transport/pcsc.ts';
import { type PluggedPort, serialPorts, usbPrinters } from '../../../hardware/transport/plugged.ts';
import { type PrivateNetwork, privateNetworks } from '../../../hardware/transport/private-network.ts';

/** What is asked of the computer the store runs on. */
export interface FindingMachine {
  ports(): Promise<PluggedPort[]>;
  usbPrinters(): Promise<PluggedPort[]>;
  /** Smart-card readers by name. */
  cardReaders(): Promise<string[]>;
  networks(): PrivateNetwork[];
  /** Where printers are asked. */
  printerPort: number;
}

export const thisMachine: FindingMachine = {
  ports: () => serialPorts(),
  usbPrinters: () => usbPrinters(),
  cardReaders: async () => {
    const service = new PcscService();
    await service.open();
    try {
      return (await service.readers()).map(({ name }) => name);
    } finally {
      await service.close();
    }
  },
  networks: () => privateNetworks(),
  printerPort,
};
