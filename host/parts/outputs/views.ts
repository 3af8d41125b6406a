import type { Language } from '../../../core/kernel/money.ts';

/** One line of the device log. */
export interface DeviceLogView {
  /** Unique within one answer. */
  id: string;
  at: number;
  device: string;
  level: 'info' | 'warn';
  event: string;
  facts: Readonly<Record<string, string | number | boolean>>;
}

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
