import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { CallView } from '../../../host/parts/clocks/views.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { Elapsed } from '../../components/remaining-time.tsx';
import classes from './display.module.css';

const othersShown = 4;
/** From then on a call that nobody followed is amber, and red; the store's own “late” makes it red sooner. */
const slowMinutes = 3;
const lateMinutes = 8;

function ageOf({ calledAt, lateAt }: CallView, now: number): 'slow' | 'late' | null {
  const minutes = (now - calledAt) / minuteMs;
  if (lateAt !== null || minutes >= lateMinutes) return 'late';
  return minutes >= slowMinutes ? 'slow' : null;
}

/** The call of the moment, to be read from across the room, and beside it the others that are still out. */
export function CallBanner() {
  const { t } = useTranslation(['display', 'common']);
  const format = useFormat();
  const calls = useBoard((board) => board.calls) ?? [];
  const [current, ...others] = calls.toSorted((a, b) => b.calledAt - a.calledAt);
  const age = useMoment((now) => (current ? ageOf(current, now) : null));
  if (!current) {
    return (
      <section className={classes.banner} data-quiet aria-label={t('calls')}>
        <div>
          <p className={classes.where}>{t('quiet')}</p>
          <p className={classes.facts}>{t('quietHint')}</p>
        </div>
      </section>
    );
  }
  const facts = [
    t(`common:clockType.${current.type}`),
    t('guests', { count: current.guestCount }),
    ...(current.wristbandNo === null ? [] : [t('band', { no: current.wristbandNo })]),
  ];
  return (
    <section className={classes.banner} data-age={age} aria-label={t('calls')} aria-live="polite">
      <p className={classes.callee}>{current.technicianNo}</p>
      <div className={classes.where}>
        <p>
          {t('goTo', { room: current.roomNo })} <span aria-hidden>·</span> {format.service(current.serviceCode)}
        </p>
        <p className={classes.facts}>
          {facts.join(' · ')} · <b>{t('called', { count: current.callCount })}</b> ·{' '}
          <span aria-live="off">
            <Elapsed since={current.calledAt} />
          </span>
        </p>
      </div>
      {others.length > 0 && (
        <div className={classes.next}>
          <p>{t('next')}</p>
          <ul>
            {others.slice(0, othersShown).map((call) => (
              <li key={call.clockId}>
                {call.technicianNo} <span aria-hidden>→</span> {call.roomNo}
              </li>
            ))}
          </ul>
          {others.length > othersShown && <p>{t('more', { count: others.length - othersShown })}</p>}
        </div>
      )}
    </section>
  );
}
