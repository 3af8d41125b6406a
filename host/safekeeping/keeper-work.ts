import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import { SideProcess } from '../aside/side-process.ts';
import type { FromKeeperProcess, KeeperTask, KeeperTasks } from './keeper-messages.ts';

type TaskName = keyof KeeperTasks;

/** A process without work is ended after so long: it holds memory that the store may need. */
const idleMs = minuteMs;
/** How long a store that closes waits for what is under way. */
const endWaitMs = minuteMs / 3;

type KeeperProcess = SideProcess<KeeperTask, FromKeeperProcess>;

interface UnderWay {
  /** Who does it: another one that goes meanwhile has nothing to say to it. */
  by: KeeperProcess;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** One task after the other, in a process of its own that is begun when there is something to do. */
export class KeeperWork {
  #last: Promise<unknown> = Promise.resolve();
  #process: KeeperProcess | null = null;
  #underWay: UnderWay | null = null;
  #idle: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  /** Rejects with StoreError of the task's code; REPORT_BROKEN_OFF where the store closes meanwhile. */
  do<Name extends TaskName>(name: Name, input: KeeperTasks[Name]['input']): Promise<KeeperTasks[Name]['answer']> {
    const done = this.#last.then(() => this.#inProcess(name, input));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /**
   * Nothing new is begun. Resolves when no process holds the file any more. What is under way may be done within a while;
   * else it is ended, and nothing of it counts.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#endProcess();
    await this.#last;
  }

  async #inProcess<Name extends TaskName>(
    name: Name,
    input: KeeperTasks[Name]['input'],
  ): Promise<KeeperTasks[Name]['answer']> {
    if (this.#isClosed) throw commonError('REPORT_BROKEN_OFF', { name });
    if (this.#idle) clearTimeout(this.#idle);
    try {
      return (await new Promise((resolve, reject) => {
        this.#process ??= this.#begin();
        const by = this.#process;
        this.#underWay = {
          by,
          resolve,
          reject: (fault) => reject(fault ?? commonError('REPORT_BROKEN_OFF', { name })),
        };
        by.send({ name, input });
      })) as KeeperTasks[Name]['answer'];
    } finally {
      this.#underWay = null;
      this.#idle = setTimeout(() => void this.#endProcess(), idleMs);
      this.#idle.unref();
    }
  }

  #begin(): KeeperProcess {
    const own = () => (this.#underWay?.by === begun ? this.#underWay : null);
    const begun: KeeperProcess = new SideProcess({
      file: new URL('./keeper-process.ts', import.meta.url),
      onMessage: (message: FromKeeperProcess) => {
        if ('answer' in message) own()?.resolve(message.answer);
        else own()?.reject(new StoreError(message.code, { ...message.context, message: message.message }));
      },
      onEnd: (fault) => {
        if (this.#process === begun) this.#process = null;
        own()?.reject(fault);
      },
    });
    return begun;
  }

  async #endProcess(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const ended = this.#process;
    this.#process = null;
    await ended?.end(endWaitMs);
  }
}
