import type { Migration, Schema } from '../../db/engine/migration.ts';

/** A schema of founding steps only, as all were before parts counted their own. */
export function founding(steps: readonly Migration[]): Schema {
  return { founding: steps, parts: [] };
}
