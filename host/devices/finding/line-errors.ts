import { StoreError } from '../../../core/kernel/error.ts';
import { deviceError } from '../../../core/model/devices/errors.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { OpenFailure } from '../../../hardware/transport/open-failure.ts';

/** Why a line cannot be opened, as people are told it. */
const codes = {
  missing: 'LINE_MISSING',
  'in-use': 'LINE_IN_USE',
  denied: 'LINE_DENIED',
  'no-line': 'LINE_NO_LINE',
  refused: 'LINE_REFUSED',
  'unknown-host': 'LINE_UNKNOWN_HOST',
  'no-answer': 'LINE_NO_ANSWER',
} as const satisfies Record<OpenFailure, Parameters<typeof deviceError>[0]>;

/** A device's error with what to do about it, where the system said why; anything else as it is. */
export function deviceProblem(error: unknown, device: string): unknown {
  if (!(error instanceof HardwareError)) return error;
  const why = whyOf(error);
  return why ? deviceError(codes[why], { device }) : deviceError(error.code, { ...error.context, device });
}

/** The code of an error and its facts, for who looks at what went wrong. */
export function toldOf(error: unknown, device: string): { code: string; context: Readonly<Record<string, unknown>> } {
  const problem = deviceProblem(error, device);
  return problem instanceof StoreError
    ? { code: problem.code, context: problem.context }
    : { code: 'INTERNAL', context: {} };
}

/** An error of a printer has the line's own as its cause. */
function whyOf(error: unknown): OpenFailure | null {
  for (let one = error; one instanceof HardwareError; one = one.cause) {
    const { why } = one.context;
    if (typeof why === 'string' && why in codes) return why as OpenFailure;
  }
  return null;
}
