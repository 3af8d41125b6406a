import type { Language } from '../../../core/kernel/money.ts';
import type { DeviceLogView } from './views.ts';

/** One sentence for a screen to say. */
export interface SpokenSentence {
  id: string;
  text: string;
  language: Language;
}

/** How far a screen has got with a sentence. */
export type SpokenReport = 'began' | 'ended' | 'failed';

export interface DeviceLogFilter {
  /** Only devices whose name begins so: `printer/`, `terminal/floor-2`. */
  device?: string | undefined;
  level?: 'warn' | undefined;
  limit: number;
}

/** Printers, voices and the log of all devices. Errors are StoreError with a stable code. */
export interface OutputService {
  /** Sends one slip to another printer. Throws DEVICE_UNKNOWN, JOB_UNKNOWN, JOB_NOT_OPEN. */
  rerouteJob(jobId: string, printerId: string): void;
  /** Sends everything that waits for a printer to another. Throws DEVICE_UNKNOWN. */
  reroutePrinter(fromId: string, toId: string): void;
  /** How a screen becomes the voice of a place (`voice`, `voice/<place>`). Throws DEVICE_UNKNOWN. */
  voiceOutput(device: string): (emit: (sentence: SpokenSentence) => void) => () => void;
  /** What a screen tells of a sentence it was given; of any other it is not heard. */
  reportSentence(sentenceId: string, report: SpokenReport): void;
  /** The newest first. */
  deviceLog(filter: DeviceLogFilter): DeviceLogView[];
  /** The newest file of the log, as it is. */
  deviceLogText(): string;
}
