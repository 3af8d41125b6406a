import { StoreError } from '../../core/kernel/error.ts';

/** The code with which the store refuses an act; `done` where it does not. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
  return 'done';
}
