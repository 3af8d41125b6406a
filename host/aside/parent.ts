/** What a store tells its side process: `end` after what was asked before. */
export type ToSideProcess<To> = { ask: To } | 'end';

/**
 * What stands inside a side process: what is asked is worked on one after the other, and each answer sent back. It ends
 * when it is told to, after what it was asked before; and at once with the program that began it.
 */
export function serveParent<To, From extends object>(
  work: (asked: To, tell: (message: From) => void) => From | Promise<From>,
): void {
  let last: Promise<void> = Promise.resolve();
  const tell = (message: From) => {
    // Nobody hears it who has gone.
    if (process.connected) process.send?.(message, () => {});
  };
  process.on('message', (message) => {
    const told = message as ToSideProcess<To>;
    last = last.then(async () => {
      if (told === 'end') process.disconnect?.();
      else tell(await work(told.ask, tell));
    });
  });
  process.on('disconnect', () => process.exit(0));
  // Ctrl+C goes to all programs of a terminal; when this one ends is the store's to say.
  process.on('SIGINT', () => {});
  process.on('SIGHUP', () => {});
}
