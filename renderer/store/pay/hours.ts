import { hourMs } from '../../../core/kernel/time.ts';

/** `12.5` hours, to a tenth. */
export function hoursOf(ms: number): string {
  return (ms / hourMs).toFixed(1);
}
