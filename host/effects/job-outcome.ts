import type { Job } from '../../db/operational/jobs.ts';
import { HardwareError } from '../../hardware/error.ts';
import { isPrinted } from './device-names.ts';

/** What came of a job that did not end well. */
export interface Failure {
  /** `again`: nothing happened, later perhaps. `never`: it cannot be done. `uncertain`: it may have happened. */
  kind: 'again' | 'never' | 'uncertain';
  code: string;
}

/** No job of its kind gets through, however often it is tried. */
const hopeless: ReadonlySet<string> = new Set([
  'PRINTER_BAD_TICKET',
  'PRINTER_BAD_SETTINGS',
  'TRANSPORT_NOT_SUPPORTED',
  'VOICE_NO_ENGINE',
  'OSDP_BAD_ARGUMENT',
]);

/** Reads what a device threw. Whatever is not a HardwareError is a fault of the program: nobody knows how far it came. */
export function failureOf(error: unknown, job: Pick<Job, 'device'>): Failure {
  if (!(error instanceof HardwareError)) {
    return { kind: isPrinted(job) ? 'uncertain' : 'never', code: 'INTERNAL' };
  }
  const { code } = error;
  if (code === 'PRINTER_MAYBE_PRINTED') return { kind: 'uncertain', code };
  return { kind: hopeless.has(code) ? 'never' : 'again', code };
}

const waitsMs = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/** How long a device is left alone after so many failures in a row (1 or more). */
export function waitAfterMs(failures: number): number {
  return waitsMs[Math.min(failures, waitsMs.length) - 1] ?? waitsMs[0];
}
