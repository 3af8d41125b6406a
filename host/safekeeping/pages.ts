import { Connection } from '../../db/engine/connection.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import type { StoreFault } from '../../db/inspection.ts';
import { schema } from '../../db/parts.ts';

/** Every page of a store's file, beside the store's work; null where it is in order. Throws DatabaseError. */
export function lookAtPages(file: string): StoreFault | null {
  try {
    const { connection } = Connection.openToLook(file, schema);
    try {
      const found = connection.read.all<{ message: string }>(
        `SELECT quick_check AS message FROM pragma_quick_check WHERE quick_check <> 'ok'`,
      );
      return found[0] ? damaged(found[0].message) : null;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'FILE_DAMAGED') return damaged(String(error.context.message));
    throw error;
  }
}

function damaged(detail: string): StoreFault {
  return { code: 'DATA_DAMAGED', context: { detail: detail.slice(0, 200) } };
}
