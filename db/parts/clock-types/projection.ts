import { type ClockTypeSettings, chosenTypes, clockTypesOf } from '../../../core/model/clock-types/clock-types.ts';
import type { SectionKept } from '../../../core/model/site/sections.ts';
import type { WriteHandle } from '../../engine/connection.ts';

/** Keeps what the settings say of the types of clocks; without a word of it the defaults hold. */
export function takeClockTypes(
  tx: WriteHandle,
  event: { at: number; actor: string },
  { clockTypes }: SectionKept<'rotation'>,
): void {
  tx.run('DELETE FROM clock_types');
  if (clockTypes) setClockTypes(tx, event, clockTypesOf(clockTypes));
}

/** What the store has set, for all types. */
export function setClockTypes(
  tx: WriteHandle,
  { at, actor }: { at: number; actor: string },
  settings: ClockTypeSettings,
): void {
  tx.run('DELETE FROM clock_types');
  for (const type of chosenTypes) tx.insert('clock_types', { type, ...settings[type], setAt: at, setBy: actor });
}
