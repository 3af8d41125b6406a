import { addDays } from '../../../core/kernel/time.ts';
import type { StoreState } from '../../../core/model/state.ts';
import { rollCall } from '../../../core/rules/attendance/roll-call.ts';
import type { OnDutyRow, PresenceRow } from './views.ts';

/** Who is here today, with groups, since when on duty, and what a roll call would make of each. */
export function onDutyRows(
  state: StoreState,
  presence: readonly PresenceRow[],
  moment: { at: number; businessDate: string },
): OnDutyRow[] {
  const verdicts = new Map(rollCall(state, moment).map(({ technicianNo, verdict }) => [technicianNo, verdict]));
  const spells = state.attendance.spells(addDays(moment.businessDate, -1), moment.businessDate);
  const since = new Map(
    spells.flatMap(({ technicianNo, onAt, offAt }) => (offAt === null ? [[technicianNo, onAt]] : [])),
  );
  return presence.map((row) =>
    row.isStaff
      ? { ...row, groups: [], onSince: state.attendance.staffOnDutySince(row.no), rollCall: null }
      : {
          ...row,
          groups: state.site.technicians.get(row.no)?.groups ?? [],
          onSince: since.get(row.no) ?? null,
          rollCall: verdicts.get(row.no) ?? null,
        },
  );
}
