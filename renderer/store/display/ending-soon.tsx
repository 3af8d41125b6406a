import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { minutesUntil, useMoment } from '../../client/store-time.ts';
import classes from './display.module.css';
import { rowsThatFit, useRows } from './rows-that-fit.ts';

const rowUnits = 3.8;
const soonMinutes = 5;

/** Who will be back next: number, room, minutes left. */
export function EndingSoon() {
  const { t } = useTranslation('display');
  const technicians = useBoard((board) => board.technicians);
  const { ref, rows } = useRows(rowUnits);
  const working = [...(technicians?.values() ?? [])]
    .flatMap(({ no, clock }) =>
      clock && clock.dueAt !== null ? [{ no, roomNo: clock.roomNo, dueAt: clock.dueAt }] : [],
    )
    .sort((a, b) => a.dueAt - b.dueAt);
  const { shown, left } = rowsThatFit(working, rows);
  return (
    <section className={classes.column} aria-label={t('soon')}>
      <header>
        <h2>{t('soon')}</h2>
        <span>{t('left')}</span>
      </header>
      <ol ref={ref}>
        {shown.map(({ no, roomNo, dueAt }) => (
          <Row key={no} no={no} roomNo={roomNo} dueAt={dueAt} />
        ))}
        {left > 0 && <li className={classes.rest}>{t('rest', { count: left })}</li>}
        {working.length === 0 && <li className={classes.rest}>{t('nobodyWorks')}</li>}
      </ol>
    </section>
  );
}

const Row = memo(function Row({ no, roomNo, dueAt }: { no: string; roomNo: string; dueAt: number }) {
  const { t } = useTranslation('display');
  const minutes = useMoment((now) => minutesUntil(dueAt, now));
  return (
    <li data-soon={minutes <= soonMinutes || undefined}>
      <b>{no}</b>
      <span className={classes.name}>{roomNo}</span>
      <small>{t(minutes < 0 ? 'late' : 'minutes', { minutes: Math.abs(minutes) })}</small>
    </li>
  );
});
