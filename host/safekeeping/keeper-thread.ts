import { parentPort, workerData } from 'node:worker_threads';
import { StoreError } from '../../core/kernel/error.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import type { FromKeeperThread, KeeperTasks, KeeperThreadData, TaskName } from './keeper-messages.ts';
import { lookAtPages } from './pages.ts';

/** Does one task for a store's safety on connections of its own, so that no swipe waits for it. */

const tasks: {
  [Name in TaskName]: (
    input: KeeperTasks[Name]['input'],
  ) => KeeperTasks[Name]['answer'] | Promise<KeeperTasks[Name]['answer']>;
} = {
  pages: ({ file }) => lookAtPages(file),
};

const { name, input } = workerData as KeeperThreadData;

void attempt().then((message) => parentPort?.postMessage(message));

async function attempt(): Promise<FromKeeperThread> {
  try {
    return { answer: await (tasks[name] as (input: unknown) => unknown)(input) };
  } catch (error) {
    const code = error instanceof StoreError || error instanceof DatabaseError ? error.code : 'INTERNAL';
    return { code, message: error instanceof Error ? error.message : String(error) };
  }
}
