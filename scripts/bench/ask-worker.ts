import type { Worker } from 'node:worker_threads';

/**
 * Tells a thread something and waits for what it says to that. Throws where the thread fails, or says something of
 * another type.
 */
export function askWorker<To, From extends { type: string }>(
  worker: Worker,
): <T extends From['type']>(message: To, type: T) => Promise<Extract<From, { type: T }>> {
  return (message, type) =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (answer: From) => {
        worker.off('error', reject);
        if (answer.type === type) resolve(answer as Extract<From, { type: typeof type }>);
        else reject(new Error(`unexpected ${answer.type}`));
      });
      worker.postMessage(message);
    });
}
