import { errorText } from '../../core/error-texts.ts';
import { StoreError } from '../../core/kernel/error.ts';
import { DatabaseError, databaseErrorTexts } from '../../db/engine/error.ts';
import { StartError, startErrorText } from '../../host/contract/start-error.ts';
import { ArgumentError } from './arguments.ts';

/**
 * Runs the work of a command about a store's files. What the store refuses is told in one line in both languages on
 * stderr: exit status 1, or 2 where it was asked for in a way that cannot work.
 */
export async function toldInOneLine(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError) {
      const { 'zh-CN': zh, en } = databaseErrorTexts[error.code];
      console.error(`${error.code}: ${zh} / ${en}`);
      return error.code === 'FILE_NOT_FOUND' ? 2 : 1;
    }
    if (error instanceof StoreError) {
      const { code, context } = error;
      console.error(`${code}: ${errorText(code, 'zh-CN', context)} / ${errorText(code, 'en', context)}`);
      return 1;
    }
    if (error instanceof ArgumentError) {
      console.error(error.message);
      return 2;
    }
    if (!(error instanceof StartError)) throw error;
    console.error(startErrorText(error));
    return 2;
  }
}
