import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useGuestName, useReservationWords } from '../../shared/arrival/use-words.ts';
import classes from './clock-room.module.css';

const shownCount = 4;

/** Whose reserved guests come next; nothing where nobody is expected. */
export function GuestsToCome() {
  const { t } = useTranslation('arrival');
  const format = useFormat();
  const words = useReservationWords();
  const nameOfGuest = useGuestName();
  const today = useBoard((board) => board.businessDate) ?? '';
  const all = useBoard((board) => board.reservations) ?? [];
  if (all.length === 0) return null;
  return (
    <section aria-label={t('coming')}>
      <Title order={2} size="h5">
        {t('coming')} {all.length}
      </Title>
      <ul className={classes.plain}>
        {all.slice(0, shownCount).map((one) => (
          <li key={one.id} className={classes.coming} data-locked={one.locked || undefined}>
            <b>{format.timeOn(today, one.startsAt)}</b> {words(one, nameOfGuest(one.guestName))} ·{' '}
            {one.roomNo ?? t('noRoom')}
          </li>
        ))}
      </ul>
    </section>
  );
}
