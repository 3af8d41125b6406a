import { Badge, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReservationView } from '../../../host/parts/reservations/views.ts';

import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { useGuestName, useReservationWords } from '../../shared/arrival/use-words.ts';
import { useItemWords, useMissWords } from './booked-words.ts';
import classes from './reservations.module.css';

interface ReservationListProps {
  reservations: readonly ReservationView[];
  /** Of several days: the date stands with the time. */
  withDate: boolean;
  chosenId: string | null;
  onChoose: (id: string) => void;
  label: string;
}

/** Reservations one under the other, with what became of them. */
export function ReservationList({ reservations, withDate, chosenId, onChoose, label }: ReservationListProps) {
  const { t } = useTranslation(['reservations', 'arrival']);
  const format = useFormat();
  const words = useReservationWords();
  const nameOfGuest = useGuestName();
  const itemWords = useItemWords();
  const missWords = useMissWords();
  if (reservations.length === 0) return <EmptyNote text={t('none')} />;
  return (
    <ul className={classes.list} aria-label={label}>
      {reservations.map((one) => (
        <li key={one.id}>
          <UnstyledButton className={classes.line} aria-pressed={one.id === chosenId} onClick={() => onChoose(one.id)}>
            <b className={classes.when}>
              {withDate && <small>{one.forDate.slice(5)}</small>} {format.timeOn(one.forDate, one.startsAt)}
            </b>
            <span className={classes.what}>
              <b>{words(one, nameOfGuest(one.guestName))}</b>
              <span>
                {[
                  one.roomNo === null ? t('arrival:noRoom') : format.room(one.roomNo),
                  itemWords(one.items),
                  one.maskedPhone,
                  one.endReason,
                  one.despiteRoster,
                  one.note,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {one.rosterMisses.map((miss) => (
              <Badge key={miss.technicianNo} className={classes.badge} color="red" variant="outline">
                {missWords(miss)}
              </Badge>
            ))}
            {one.noShows > 0 && (
              <Badge className={classes.badge} color="red" variant="light">
                {t('noShows', { count: one.noShows })}
              </Badge>
            )}
            <span className={classes.state} data-state={one.state}>
              {t(one.cameLateAt === null ? `state.${one.state}` : 'cameLate')}
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
