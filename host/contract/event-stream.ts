/** How many values may wait for a slow reader before it is told to load everything again. */
const maxWaiting = 1000;

/**
 * Turns a listener registration into the async iterable a subscription gives. A reader that falls far behind is
 * ended (its client connects anew and loads a snapshot), so that a sleeping screen never fills the store's memory.
 * What is registered may `fail`: the stream then throws, after what was emitted before.
 */
export async function* eventStream<T>(
  subscribe: (emit: (value: T) => void, fail: (error: unknown) => void) => () => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  const waiting: T[] = [];
  let wake: () => void = () => {};
  let ended = false;
  const failures: unknown[] = [];
  const emit = (value: T) => {
    if (waiting.length >= maxWaiting) ended = true;
    else waiting.push(value);
    wake();
  };
  const unsubscribe = subscribe(emit, (error) => {
    failures.push(error);
    wake();
  });
  const stop = () => {
    ended = true;
    wake();
  };
  signal?.addEventListener('abort', stop);
  try {
    while (!ended && !signal?.aborted) {
      const value = waiting.shift();
      if (value !== undefined) yield value;
      else if (failures.length > 0) throw failures[0];
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    unsubscribe();
  }
}
