import type { Connection } from '../../contract/connection.ts';
import type { DeviceLogFilter, DeviceLogView, SpokenReport, SpokenSentence } from './views.ts';

/** Printers, voices and the log of all devices. Errors are StoreError with a stable code. */
export interface OutputService {
  /** Sends one slip to another printer. Throws DEVICE_UNKNOWN, JOB_UNKNOWN, JOB_NOT_OPEN. */
  rerouteJob(jobId: string, printerId: string, by: Connection): void;
  /** Sends everything that waits for a printer to another. Throws DEVICE_UNKNOWN. */
  reroutePrinter(fromId: string, toId: string, by: Connection): void;
  /** How a screen becomes the voice of a place (`voice`, `voice/<place>`). Throws DEVICE_UNKNOWN. */
  voiceOutput(device: string): (emit: (sentence: SpokenSentence) => void) => () => void;
  /** What a screen tells of a sentence it was given; of any other it is not heard. */
  reportSentence(sentenceId: string, report: SpokenReport): void;
  /** The newest first. */
  deviceLog(filter: DeviceLogFilter): DeviceLogView[];
  /** The newest file of the log, as it is. */
  deviceLogText(): string;
}
