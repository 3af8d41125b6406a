import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { SimulatedDevicesView } from './views.ts';

/**
 * Simulated terminals, readers and printers as people touch them. Throws DEVICE_NOT_VIRTUAL for what is real or not
 * there, CARD_UNKNOWN for a card that is not in the practice's hand, TERMINAL_OFFLINE for one that is unplugged.
 */
export interface SimulatedDeviceService {
  /**
   * Throws DEVICE_NOT_VIRTUAL in a store that is neither a demo nor a practice: there a touch is somebody's clock and
   * money, also where a device is simulated.
   */
  requirePlay(device: string): void;
  /** `seesMoney`: with the slips of printers that print bills. */
  view(seesMoney?: boolean): SimulatedDevicesView;
  /** Calls back when anything of it looks different. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /**
   * In a practice everybody stays who she is: throws PRACTICE_CARD_ABOVE for the card of a member of staff who may do
   * what the role may not, and where nobody is signed in (`role` null) for that of any.
   */
  requireOwnRank(cardId: string, role: StaffRole | null): void;
  holdCard(terminalId: string, cardId: string): void;
  holdCardAtReader(readerId: string, cardId: string): void;
  press(terminalId: string, keys: string): void;
  setPlugged(terminalId: string, plugged: boolean): void;
  setPrinter(printerId: string, state: 'ok' | 'off' | 'no-paper'): Promise<void>;
}
