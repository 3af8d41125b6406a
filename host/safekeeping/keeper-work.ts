import { Worker } from 'node:worker_threads';
import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import type { FromKeeperThread, KeeperTasks, KeeperThreadData, TaskName } from './keeper-messages.ts';

/** One task after the other, each in a thread of its own. */
export class KeeperWork {
  #last: Promise<unknown> = Promise.resolve();
  #thread: Worker | null = null;
  #isClosed = false;

  /** Rejects with StoreError of the task's code; REPORT_BROKEN_OFF where the store closes meanwhile. */
  do<Name extends TaskName>(name: Name, input: KeeperTasks[Name]['input']): Promise<KeeperTasks[Name]['answer']> {
    const done = this.#last.then(() => this.#inThread(name, input));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Breaks off what is under way; resolves when no thread holds the file any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
    await this.#last;
  }

  #inThread<Name extends TaskName>(
    name: Name,
    input: KeeperTasks[Name]['input'],
  ): Promise<KeeperTasks[Name]['answer']> {
    if (this.#isClosed) return Promise.reject(commonError('REPORT_BROKEN_OFF', { name }));
    const workerData: KeeperThreadData<Name> = { name, input };
    const thread = new Worker(new URL('./keeper-thread.ts', import.meta.url), { workerData });
    thread.unref();
    this.#thread = thread;
    return new Promise<KeeperTasks[Name]['answer']>((resolve, reject) => {
      thread.once('message', (message: FromKeeperThread) => {
        if ('answer' in message) resolve(message.answer as KeeperTasks[Name]['answer']);
        else reject(new StoreError(message.code, { ...message.context, message: message.message }));
      });
      thread.once('error', reject);
      thread.once('exit', () => reject(commonError('REPORT_BROKEN_OFF', { name })));
    }).finally(() => {
      this.#thread = null;
    });
  }
}
