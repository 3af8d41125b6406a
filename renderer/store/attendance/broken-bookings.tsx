import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RosterWeekView } from '../../../host/parts/attendance/views.ts';

import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { useGuestName } from '../../shared/arrival/use-words.ts';
import { useEntryText } from '../../shared/roster/entry-text.ts';
import classes from './attendance.module.css';

/** The reservations a week's roster breaks, each with the technician and what she or he is down for; nothing where none. */
export function BrokenBookings({ week: { technicians, shifts } }: { week: RosterWeekView }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const entryText = useEntryText();
  const nameOfGuest = useGuestName();
  const may = useMay('reservation.edit');
  const broken = technicians
    .flatMap(({ no, days }) =>
      days.flatMap(({ date, entry, booked }) => booked.map((one) => ({ no, date, entry, ...one }))),
    )
    .toSorted((a, b) => a.startsAt - b.startsAt);
  if (broken.length === 0) return null;
  return (
    <section className={classes.broken} aria-label={t('week.brokenTitle')}>
      <Text fw={600}>{t('week.broken', { count: broken.length })}</Text>
      {broken.map(({ no, date, entry, startsAt, guestName, reservationId }) => {
        const words = t('week.brokenOne', {
          ...{ no, guest: nameOfGuest(guestName), when: `${date.slice(5)} ${format.timeOn(date, startsAt)}` },
          entry: entryText(entry, shifts),
        });
        const key = `${reservationId} ${no}`;
        return may ? (
          <a key={key} href={hashOf('reservations', { id: reservationId })}>
            {words}
          </a>
        ) : (
          <Text key={key}>{words}</Text>
        );
      })}
    </section>
  );
}
