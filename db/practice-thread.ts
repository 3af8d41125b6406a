import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseError } from './engine/error.ts';
import { makeFitForPractice } from './practice-copy.ts';
import type { PracticeFault, PracticeThreadData } from './practice-thread-data.ts';

/** Makes one copy fit for practice, and ends. */

const { path, at } = workerData as PracticeThreadData;

try {
  makeFitForPractice(path, at);
} catch (error) {
  if (!(error instanceof DatabaseError)) throw error;
  const fault: PracticeFault = { code: error.code, context: { ...error.context } };
  parentPort?.postMessage(fault);
}
