import { useTranslation } from 'react-i18next';
import { minutesUntil, useMoment } from '../client/store-time.ts';

/** `30′` until an instant, `+6′` in red once it is past; repaints once a minute. */
export function RemainingTime({ dueAt, soonMinutes = 5 }: { dueAt: number; soonMinutes?: number }) {
  const { t } = useTranslation();
  const minutes = useMoment((now) => minutesUntil(dueAt, now));
  const late = minutes < 0;
  return (
    <span
      role="img"
      aria-label={t(late ? 'remaining.late' : 'remaining.left', { minutes: Math.abs(minutes) })}
      style={late || minutes <= soonMinutes ? { color: 'var(--cr-red)', fontWeight: 700 } : undefined}
    >
      {late ? `+${-minutes}′` : `${minutes}′`}
    </span>
  );
}

/** `12:07` counting down, `+0:41` once it is past; repaints every second. */
export function Countdown({ dueAt }: { dueAt: number }) {
  const seconds = useMoment((now) => Math.ceil((dueAt - now) / 1000));
  const late = seconds < 0;
  const size = Math.abs(seconds);
  return (
    <span style={late ? { color: 'var(--cr-red)', fontWeight: 700 } : undefined}>
      {`${late ? '+' : ''}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`}
    </span>
  );
}

/** `12:07` since an instant, counting up every second. */
export function Elapsed({ since }: { since: number }) {
  const seconds = useMoment((now) => Math.max(0, Math.floor((now - since) / 1000)));
  return <span>{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`}</span>;
}
