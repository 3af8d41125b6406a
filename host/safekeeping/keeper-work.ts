import { Worker } from 'node:worker_threads';
import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import type { FromKeeperThread, KeeperTask, KeeperTasks, ToKeeperThread } from './keeper-messages.ts';

type TaskName = keyof KeeperTasks;

/** A thread without work is ended after so long: it holds memory that the store may need. */
const idleMs = minuteMs;
/** How long a store that closes waits for what is under way. */
const endWaitMs = minuteMs / 3;

/** One task after the other, in a thread of its own that is begun when there is something to do. */
export class KeeperWork {
  #last: Promise<unknown> = Promise.resolve();
  #thread: Worker | null = null;
  #idle: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  /** Rejects with StoreError of the task's code; REPORT_BROKEN_OFF where the store closes meanwhile. */
  do<Name extends TaskName>(name: Name, input: KeeperTasks[Name]['input']): Promise<KeeperTasks[Name]['answer']> {
    const done = this.#last.then(() => this.#inThread(name, input));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /**
   * Nothing new is begun. Resolves when no thread holds the file any more, or after a while: what is under way then goes
   * with the program, and nothing of it counts.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#endThread();
    await this.#last;
  }

  async #inThread<Name extends TaskName>(
    name: Name,
    input: KeeperTasks[Name]['input'],
  ): Promise<KeeperTasks[Name]['answer']> {
    if (this.#isClosed) throw commonError('REPORT_BROKEN_OFF', { name });
    if (this.#idle) clearTimeout(this.#idle);
    this.#thread ??= this.#begin();
    const thread = this.#thread;
    try {
      return await answerOf(thread, { name, input });
    } finally {
      this.#idle = setTimeout(() => void this.#endThread(), idleMs);
      this.#idle.unref();
    }
  }

  #begin(): Worker {
    const thread = new Worker(new URL('./keeper-thread.ts', import.meta.url));
    thread.unref();
    thread.once('exit', () => {
      if (this.#thread === thread) this.#thread = null;
    });
    return thread;
  }

  async #endThread(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = null;
    if (thread) await ended(thread);
  }
}

/**
 * Asks the thread to end when it has done its task. It is never stopped in the middle: the database's own code does not
 * outlive that, and takes the whole program along.
 */
function ended(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    const waited = setTimeout(resolve, endWaitMs);
    thread.once('exit', () => {
      clearTimeout(waited);
      resolve();
    });
    thread.postMessage('end' satisfies ToKeeperThread);
  });
}

/** Rejects where the task fails, and where the thread ends before it has answered. */
function answerOf<Name extends TaskName>(thread: Worker, task: KeeperTask<Name>): Promise<KeeperTasks[Name]['answer']> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: FromKeeperThread) => {
      thread.off('exit', onExit);
      thread.off('error', reject);
      if ('answer' in message) resolve(message.answer as KeeperTasks[Name]['answer']);
      else reject(new StoreError(message.code, { ...message.context, message: message.message }));
    };
    const onExit = () => {
      thread.off('message', onMessage);
      reject(commonError('REPORT_BROKEN_OFF', { name: task.name }));
    };
    thread.once('message', onMessage).once('exit', onExit).once('error', reject);
    thread.postMessage(task);
  });
}
