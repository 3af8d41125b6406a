import { memo } from 'react';
import { useTranslation } from 'react-i18next';

import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import classes from './display.module.css';
import { rowsThatFit, useRows } from './rows-that-fit.ts';

const rowUnits = 3.8;

/** The order of one queue: those who can be called, counted from the head. */
export function QueueColumn({ queueId }: { queueId: string }) {
  const { t } = useTranslation(['display', 'common']);
  const format = useFormat();
  const { ref, rows } = useRows(rowUnits);
  const queue = useBoard((board) => queueOf(board, queueId));
  if (!queue) return null;
  const waiting = queue.places.filter((place) => place.available);
  const { shown, left } = rowsThatFit(waiting, rows);
  const group = format.group(queue.group);
  const title = queue.gender === null ? group : `${group} · ${t(`common:gender.${queue.gender}`)}`;
  return (
    <section className={classes.column} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span>{t('waiting', { count: waiting.length })}</span>
      </header>
      <ol ref={ref}>
        {shown.map((place, index) => (
          <Row key={place.technicianNo} technicianNo={place.technicianNo} no={index + 1} />
        ))}
        {left > 0 && <li className={classes.rest}>{t('rest', { count: left })}</li>}
        {waiting.length === 0 && <li className={classes.rest}>{t('nobody')}</li>}
      </ol>
    </section>
  );
}

const Row = memo(function Row({ technicianNo, no }: { technicianNo: string; no: number }) {
  const { t } = useTranslation('display');
  const name = useBoard((board) => board.technicians.get(technicianNo)?.name);
  return (
    <li data-first={no === 1 || undefined}>
      <b>{technicianNo}</b>
      <span className={classes.name}>{name}</span>
      <small>{no === 1 ? t('head') : no}</small>
    </li>
  );
});
