import { StoreError } from '../../core/kernel/error.ts';
import { recoveryKeysOf } from '../../core/seal/recovery-seal.ts';
import { DatabaseError, type DatabaseErrorCode } from '../../db/engine/error.ts';
import { serveParent } from '../aside/parent.ts';
import { keepCopy, keepRows } from './keep.ts';
import type { FromKeeperProcess, KeeperTask, KeeperTasks } from './keeper-messages.ts';
import { makeMoveFile, prepareMove } from './move-file.ts';
import { lookAtPages } from './pages.ts';
import { prepareRestore } from './restore.ts';

/** Does tasks for a store's safety, one after the other, on connections of its own, so that no swipe waits for it. */

const tasks: {
  [Name in keyof KeeperTasks]: (
    input: KeeperTasks[Name]['input'],
  ) => KeeperTasks[Name]['answer'] | Promise<KeeperTasks[Name]['answer']>;
} = {
  pages: ({ file }) => lookAtPages(file),
  segment: (asked) => keepRows(asked),
  copy: (asked) => keepCopy(asked),
  move: (asked) => makeMoveFile(asked),
  openMove: ({ places, file, code, at }) => prepareMove(places, { file, keys: recoveryKeysOf(code), at }),
  restore: ({ places, code, ...asked }) =>
    prepareRestore(places, { ...asked, keys: code === null ? null : recoveryKeysOf(code) }),
};

serveParent(attempt);

async function attempt({ name, input }: KeeperTask): Promise<FromKeeperProcess> {
  try {
    return { answer: await (tasks[name] as (input: unknown) => unknown)(input) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof StoreError) return { code: error.code, message, context: error.context };
    return { code: error instanceof DatabaseError ? refusalOf(error.code) : writingCode(error), message, context: {} };
  }
}

/** Codes of the database as screens know them. */
function refusalOf(code: DatabaseErrorCode): string {
  if (code === 'FILE_DAMAGED') return 'DATA_DAMAGED';
  return code === 'DISK_FULL' || code === 'DISK_READONLY' || code === 'DISK_FAILED' ? code : 'INTERNAL';
}

/** What a place that cannot be written says. */
function writingCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC') return 'DISK_FULL';
  return code === 'EACCES' || code === 'EROFS' || code === 'ENOENT' || code === 'EPERM'
    ? 'COPY_PLACE_AWAY'
    : 'INTERNAL';
}
