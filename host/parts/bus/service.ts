import type { BusFrames, BusStatus } from './views.ts';

/** The lines as technicians see them. Errors are StoreError with a stable code. */
export interface BusService {
  status(): BusStatus[];
  /**
   * Tells what passes on a line until the returned function is called, beginning with what others who watch it have
   * seen. Throws DEVICE_UNKNOWN.
   */
  onFrames(busId: string, listener: (batch: BusFrames) => void): () => void;
  /**
   * Gives a terminal a new key of its own, which is kept with the store's keys. Whoever calls approves that the
   * terminal, in its installation mode, is the one on that wall. Throws DEVICE_UNKNOWN, TERMINAL_OFFLINE,
   * OSDP_REFUSED.
   */
  installKey(staffNo: string, terminalId: string): Promise<void>;
}
