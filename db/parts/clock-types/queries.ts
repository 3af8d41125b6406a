import {
  type ClockTypeFields,
  type ClockTypeSettings,
  clockTypesOf,
} from '../../../core/model/clock-types/clock-types.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** What the store has set for each type of clock; a type of a later program than the one that set it is the default. */
export function storedClockTypes(read: ReadHandle): ClockTypeSettings {
  const rows = read.all<{ type: string }>('SELECT type, countsAs, paidAs FROM clock_types');
  return clockTypesOf(Object.fromEntries(rows.map(({ type, ...fields }) => [type, fields])) as ClockTypeFields);
}
