import { useTranslation } from 'react-i18next';
import type { QueueView, TechnicianView } from '../../../host/api/views.ts';
import { useFormat } from '../../client/format.ts';
import classes from './display.module.css';
import { rowsThatFit, useRows } from './rows-that-fit.ts';

interface QueueColumnProps {
  queue: QueueView;
  technicians: ReadonlyMap<string, TechnicianView>;
}

const rowUnits = 3.8;

/** The order of one queue: those who can be called, with the place they really have in it. */
export function QueueColumn({ queue, technicians }: QueueColumnProps) {
  const { t } = useTranslation(['display', 'common']);
  const format = useFormat();
  const { ref, rows } = useRows(rowUnits);
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
          <li key={place.technicianNo} data-first={index === 0 || undefined}>
            <b>{place.technicianNo}</b>
            <span className={classes.name}>{technicians.get(place.technicianNo)?.name ?? ''}</span>
            <small>{index === 0 ? t('head') : place.position}</small>
          </li>
        ))}
        {left > 0 && <li className={classes.rest}>{t('rest', { count: left })}</li>}
        {waiting.length === 0 && <li className={classes.rest}>{t('nobody')}</li>}
      </ol>
    </section>
  );
}
