/** A terminal that exists only here, for practice and tests. */
export interface SimulatedTerminal {
  id: string;
  roomNo: string | null;
  lines: string[];
  columns: number;
  /** `false`: it has no keys, only cards are held to it. */
  hasKeypad?: boolean;
  led: string;
  beeps: number;
  plugged: boolean;
  online: boolean;
}

export interface SimulatedPrinter {
  id: string;
  state: 'ok' | 'off' | 'no-paper';
  /** Newest first. */
  slips: { id: number; at: number; text: string; svg: string | null }[];
}

export interface SimulatedDevicesView {
  terminals: SimulatedTerminal[];
  printers: SimulatedPrinter[];
  /** What was said in a practice, where nothing is to be heard, newest first. */
  spoken: { id: number; at: number; text: string }[];
  /** Cards that can be held to a terminal. */
  cards: { label: string; role: 'technician' | 'staff' | 'wristband' | 'unknown'; holder: string; cardId: string }[];
}

/**
 * Simulated terminals, readers and printers as people touch them. Throws DEVICE_NOT_VIRTUAL for what is real or not
 * there, CARD_UNKNOWN for a card that nobody there can hold, TERMINAL_OFFLINE for one that is unplugged.
 */
export interface SimulatedDeviceService {
  view(): SimulatedDevicesView;
  /** Calls back when anything of it looks different. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  holdCard(terminalId: string, cardId: string): void;
  holdCardAtReader(readerId: string, cardId: string): void;
  press(terminalId: string, keys: string): void;
  setPlugged(terminalId: string, plugged: boolean): void;
  setPrinter(printerId: string, state: 'ok' | 'off' | 'no-paper'): Promise<void>;
}
