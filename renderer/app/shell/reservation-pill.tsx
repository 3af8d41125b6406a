import { IconCalendarEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { useGuestName } from '../../shared/arrival/use-words.ts';
import classes from './shell.module.css';

/** The next guests whose time comes near, in one quiet line; amber once it is past. */
export function ReservationPill() {
  const { t } = useTranslation(['shell', 'arrival']);
  const format = useFormat();
  const nameOfGuest = useGuestName();
  const may = useMay('reservation.edit');
  const next = useBoard((board) => board.reservations.find((one) => one.kept));
  const isOverdue = useMoment((now) => next !== undefined && next !== null && next.startsAt < now);
  if (!next || !may) return null;
  const { id, startsAt, guestName, roomNo } = next;
  const facts = { time: format.time(startsAt), name: nameOfGuest(guestName), room: roomNo ?? t('arrival:noRoom') };
  return (
    <a
      href={hashOf('reservations', { id })}
      className={classes.pill}
      data-tone={isOverdue ? 'warn' : undefined}
      aria-live="polite"
    >
      <IconCalendarEvent size={15} stroke={2.2} aria-hidden />
      {t(isOverdue ? 'guestsOverdue' : 'nextGuests', facts)}
    </a>
  );
}
