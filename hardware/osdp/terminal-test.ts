import { HardwareError } from '../error.ts';
import type { ClockTerminal } from './clock-terminal.ts';

/** What came of a part: done, not there (which is no fault), or the code of what went wrong. */
export type PartResult = 'ok' | 'not fitted' | HardwareError['code'];

export interface TerminalTest {
  text: PartResult;
  light: PartResult;
  beeper: PartResult;
}

/**
 * Shows the lines for some seconds, blinks and beeps, for somebody who stands before the terminal. A part that it says
 * it does not have is passed over. Throws OSDP_OFFLINE: it is not there.
 */
export async function testTerminal(
  terminal: ClockTerminal,
  lines: readonly string[],
  seconds: number,
): Promise<TerminalTest> {
  const { state, reason, address } = terminal.status;
  if (state !== 'online') throw new HardwareError('OSDP_OFFLINE', { address, state, ...(reason ? { reason } : {}) });
  return {
    text: await resultOf(() => terminal.show(lines, { seconds })),
    light: await resultOf(() => terminal.led('blink-green', seconds)),
    beeper: await resultOf(() => terminal.beep('ok')),
  };
}

async function resultOf(act: () => Promise<void>): Promise<PartResult> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error;
    return error.context.reason === 'NOT_FITTED' ? 'not fitted' : error.code;
  }
}
