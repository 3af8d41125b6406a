import { HardwareError } from '../error.ts';
import type { Scheduler } from '../scheduler.ts';

/**
 * Waits for `work`, at most `timeoutMs`. The work itself goes on (nobody can stop it from here): the caller closes
 * what it hangs on.
 * @throws HardwareError TRANSPORT_TIMEOUT
 */
export async function withinMs<T>(work: Promise<T>, timeoutMs: number, scheduler: Scheduler): Promise<T> {
  let timer: ReturnType<Scheduler['setTimeout']> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = scheduler.setTimeout(() => reject(new HardwareError('TRANSPORT_TIMEOUT', { timeoutMs })), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    scheduler.clearTimeout(timer);
  }
}
