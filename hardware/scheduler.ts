/**
 * Time as the hardware sees it. Real devices run on `realScheduler`; a simulated day runs every driver on a
 * simulated one, so no file below `hardware/` may call `Date.now`, `performance.now` or `setTimeout` itself.
 */
export interface Scheduler {
  /** Milliseconds on a clock that never jumps back. Its zero is arbitrary. */
  now(): number;
  /** Calls `task` once, `delayMs` from now, never before the running task has ended. */
  setTimeout(task: () => void, delayMs: number): TimerHandle;
  clearTimeout(handle: TimerHandle | undefined): void;
}

/** Opaque: only the scheduler that gave it knows what is inside. */
export type TimerHandle = { readonly timer: unknown };

/**
 * The system's clock. Its timers know whole milliseconds only; what is due sooner is called in the event loop's next
 * round instead, which may be early: who needs the instant looks at `now()` and asks again.
 */
export const realScheduler: Scheduler = {
  now: () => performance.now(),
  setTimeout: (task, delayMs) => ({ timer: delayMs < 1 ? setImmediate(task) : setTimeout(task, delayMs) }),
  clearTimeout: (handle) => {
    const timer = handle?.timer as NodeJS.Timeout | NodeJS.Immediate | undefined;
    if (timer === undefined) return;
    if ('hasRef' in timer && 'refresh' in timer) clearTimeout(timer);
    else clearImmediate(timer as NodeJS.Immediate);
  },
};
