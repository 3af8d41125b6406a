import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import classes from './display.module.css';

const shownMs = 10_000;

/** After a swipe at the clock-room reader: that person's day, for ten seconds. */
export function Spotlight() {
  const { t } = useTranslation(['display', 'common']);
  const format = useFormat();
  const spotlight = useBoard((board) => board.spotlight);
  const technician = useBoard((board) => board.technicians.get(spotlight?.technicianNo ?? ''));
  const at = spotlight?.at ?? null;
  const shown = useMoment((now) => at !== null && now - at < shownMs);
  if (!spotlight || !shown) return null;
  const { today } = spotlight;
  return (
    <section className={classes.spotlight} aria-live="polite">
      <header>
        <h2>
          <b>{spotlight.technicianNo}</b> {technician?.name} <small>· {t('display:today')}</small>
        </h2>
      </header>
      <p>
        {t('display:day', { ...today, extension: today.extension / 2 })}
        {(today.types ?? []).map(({ type, count }) => ` ${t(`common:clockType.${type}`)} ${count}`)}
        <span aria-hidden> · </span>
        {t('display:turnover', { amount: format.money(today.turnoverMinor) })}
        <span aria-hidden> · </span>
        {t('display:commission', { amount: format.money(today.commissionMinor) })}
      </p>
      {spotlight.lines.map((line) => (
        <p key={line} className={classes.good}>
          {line}
        </p>
      ))}
    </section>
  );
}
