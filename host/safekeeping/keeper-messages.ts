import type { StoreFault } from '../../db/inspection.ts';

/** What a thread of its own does for a store's safety, and what it answers; one task to a thread. */
export interface KeeperTasks {
  /** Looks at every page of the file. */
  pages: { input: { file: string }; answer: StoreFault | null };
}

export type TaskName = keyof KeeperTasks;

export interface KeeperThreadData<Name extends TaskName = TaskName> {
  name: Name;
  input: KeeperTasks[Name]['input'];
}

export type FromKeeperThread = { answer: unknown } | { code: string; message: string };
