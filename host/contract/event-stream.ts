/** How many values may wait for a slow reader before it is told to load everything again. */
const maxWaiting = 1000;

/**
 * Turns a listener registration into the async iterable a subscription gives. A reader that falls far behind is
 * ended (its client connects anew and loads a snapshot), so that a sleeping screen never fills the store's memory.
 * What is registered may `fail`: the stream then throws, after what was emitted before. A reader that has enough
 * (`return`) ends it at once, also while it waits.
 */
export function eventStream<T>(
  subscribe: (emit: (value: T) => void, fail: (error: unknown) => void) => () => void,
  signal: AbortSignal | undefined,
): AsyncIterableIterator<T, void, undefined> {
  const waiting: T[] = [];
  const failures: unknown[] = [];
  let wake: () => void = () => {};
  let ended = signal?.aborted ?? false;
  let unsubscribe: (() => void) | null = null;
  const stop = () => {
    ended = true;
    signal?.removeEventListener('abort', stop);
    unsubscribe?.();
    unsubscribe = null;
    wake();
  };
  const emit = (value: T) => {
    if (waiting.length >= maxWaiting) ended = true;
    else waiting.push(value);
    wake();
  };
  const fail = (error: unknown) => {
    failures.push(error);
    wake();
  };
  /** With the first question: a stream that nobody reads listens to nothing. */
  const begin = () => {
    if (ended || unsubscribe) return;
    signal?.addEventListener('abort', stop);
    unsubscribe = subscribe(emit, fail);
  };
  const done: IteratorReturnResult<void> = { done: true, value: undefined };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      begin();
      for (;;) {
        if (ended) {
          stop();
          return done;
        }
        const value = waiting.shift();
        if (value !== undefined) return { done: false, value };
        if (failures.length > 0) {
          const [failure] = failures;
          stop();
          throw failure;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async return() {
      stop();
      return done;
    },
  };
}
