import type { Sender } from '../../core/kernel/part.ts';

/** Who asks, where and by which way: what the journal writes beside each row. */
export interface Origin {
  /** Staff or technician number, or `system`. */
  actor: string;
  /** Station or terminal. */
  station: string;
  /** By which way: what each may send stands with the command. */
  sender: Sender;
}
