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
