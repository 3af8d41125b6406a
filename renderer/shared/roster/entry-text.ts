import { useTranslation } from 'react-i18next';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { RosterWeekView } from '../../../host/parts/attendance/views.ts';
import { useFormat } from '../../client/format.ts';

/** What somebody is down for, in a word or two: `Early`, `sick leave`, `day off`; empty where nothing stands. */
export function useEntryText(): (entry: RosterEntry | null, shifts?: RosterWeekView['shifts']) => string {
  const { t } = useTranslation('roster');
  const format = useFormat();
  return (entry, shifts = []) => {
    if (!entry) return '';
    if (entry.kind === 'off') return t('off');
    if (entry.kind === 'leave') return t(`leave.${entry.leave}`);
    const shift = shifts.find(({ code, from, to }) => code === entry.code && from === entry.from && to === entry.to);
    return shift ? format.text(shift.name) : `${entry.from}–${entry.to}`;
  };
}
