import { Button, Table } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterDayView, RosterWeekView } from '../../../host/parts/attendance/views.ts';

import { useFormat } from '../../client/format.ts';
import { useEntryText } from '../../shared/roster/entry-text.ts';
import classes from './attendance.module.css';

interface RosterRowProps {
  technician: RosterWeekView['technicians'][number];
  shifts: RosterWeekView['shifts'];
  onSet: (technicianNo: string, dates: readonly string[]) => Promise<void>;
}

/** One technician's week; a touch on a day puts down what was chosen, the last button the whole week. */
export const RosterRow = memo(function RosterRow({ technician, shifts, onSet }: RosterRowProps) {
  const { t } = useTranslation('attendance');
  const { no, name, days } = technician;
  return (
    <Table.Tr>
      <Table.Td>
        <b>{no}</b> {name}
      </Table.Td>
      {days.map((day) => (
        <Table.Td key={day.date} p={2}>
          <Day no={no} view={day} shifts={shifts} onSet={() => void onSet(no, [day.date])} />
        </Table.Td>
      ))}
      <Table.Td p={2}>
        <Button
          h={44}
          px="xs"
          variant="subtle"
          aria-label={t('week.wholeOf', { no })}
          onClick={() =>
            void onSet(
              no,
              days.map(({ date }) => date),
            )
          }
        >
          {t('week.whole')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
});

interface DayProps {
  no: string;
  view: RosterDayView;
  shifts: RosterWeekView['shifts'];
  onSet: () => void;
}

function Day({ no, view: { date, entry, day, booked }, shifts, onSet }: DayProps) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const entryText = useEntryText();
  const text = entryText(entry, shifts);
  const came = [
    (day.state === 'absent' || day.state === 'missing' || day.state === 'extra') && t(`state.${day.state}`),
    day.lateMinutes > 0 && t('remark.late', { minutes: day.lateMinutes }),
    day.earlyMinutes > 0 && t('remark.early', { minutes: day.earlyMinutes }),
    ...booked.map(({ startsAt }) => t('week.booked', { time: format.time(startsAt) })),
  ].filter((remark) => remark !== false);
  return (
    <button
      type="button"
      className={classes.day}
      data-kind={entry?.kind ?? 'none'}
      data-broken={booked.length > 0 || undefined}
      aria-label={t('week.dayOf', { no, date, entry: [text || t('entry.none'), ...came].join(', ') })}
      onClick={onSet}
    >
      {text || '–'}
      {came.length > 0 && <small>{came.join(' ')}</small>}
    </button>
  );
}
