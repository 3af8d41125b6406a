import type { Access } from './connection.ts';

/**
 * What a subscription gives, for as long as it is allowed: all rules are asked before each value is handed on and
 * whenever somebody's rights change, and what one throws ends the stream, also while nothing comes. `rules`: with whom
 * to ask for changes.
 */
export function heldTo<T>(
  values: AsyncIterable<T>,
  rules: ReadonlyMap<() => void, Access>,
): AsyncIterableIterator<T, void, undefined> {
  const reader = values[Symbol.asyncIterator]();
  const askAll = () => {
    for (const rule of rules.keys()) rule();
  };
  let end: (error: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  // It may be refused while nobody waits for it: whoever asks next hears of it.
  ended.catch(() => {});
  const onChange = () => {
    try {
      askAll();
    } catch (error) {
      end(error);
    }
  };
  const stops = [...new Set(rules.values())].map((access) => access.onChange(onChange));
  const stop = async () => {
    for (const stopOne of stops.splice(0)) stopOne();
    await reader.return?.();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const step = await Promise.race([reader.next(), ended]);
        if (step.done) {
          await stop();
          return { done: true, value: undefined };
        }
        askAll();
        return { done: false, value: step.value };
      } catch (error) {
        await stop();
        throw error;
      }
    },
    async return() {
      await stop();
      return { done: true, value: undefined };
    },
  };
}
