import { StoreError } from '../../../../core/kernel/error.ts';
import type { DatedSpell } from '../../../../core/model/attendance/roster.ts';
import type { EventPayloads, JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';
import { correctSpell } from '../../../../core/rules/attendance/correct.ts';
import type { Facts } from '../../../engine/proof.ts';

/** A correction of a spell is decided again: the same spell stood there, and it may become what it became. */
export function attendanceFacts(state: StoreState, { type, payload, at }: JournalEvent): Facts {
  if (type !== 'attendance.spellCorrected') return {};
  return { correction: [payload, correctedAgain(state, payload, at)] };
}

function correctedAgain(state: StoreState, said: EventPayloads['attendance.spellCorrected'], at: number): unknown {
  const { person, before, after, reason } = said;
  try {
    const [made] = correctSpell(state, { person, was: times(before), spell: times(after), reason }, { at });
    return made?.payload;
  } catch (error) {
    if (error instanceof StoreError) return error.code;
    throw error;
  }
}

function times(spell: DatedSpell | null) {
  return spell && { onAt: spell.onAt, offAt: spell.offAt };
}
