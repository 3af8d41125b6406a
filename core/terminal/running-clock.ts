import type { Clock } from '../model/clocks/clock.ts';
import { clockError } from '../model/clocks/errors.ts';
import { mainClock, wrongClockState } from '../model/clocks/find.ts';

import type { TerminalPlace, TerminalPort } from './terminal.ts';

/**
 * The clock a dialogue is about, read anew at every key: meanwhile the desk may have ended it, given it to somebody
 * else or moved the guest. Throws StoreError where it is not this technician's running clock at this place any more.
 */
export function clockAtWork(
  { state }: TerminalPort,
  { roomNo }: TerminalPlace,
  { clockId, technicianNo }: { clockId: string; technicianNo: string },
): Clock {
  const clock = mainClock(state, clockId);
  if (clock.technicianNo !== technicianNo) throw clockError('CLOCK_NOT_CALLED_HERE', { clockId });
  if (clock.state !== 'started') throw wrongClockState(clock);
  if (roomNo !== null && clock.roomNo !== roomNo) {
    throw clockError('CLOCK_CALLED_ELSEWHERE', { clockId, roomNo: clock.roomNo });
  }
  return clock;
}
