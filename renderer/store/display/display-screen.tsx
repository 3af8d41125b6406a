import { VisuallyHidden } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconBellRinging } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { localTime } from '../../../core/kernel/time.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { languageOf } from '../../client/i18n.ts';
import { hashOf, navigate, useRoute } from '../../client/router.ts';
import { useSession } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { Elapsed } from '../../components/remaining-time.tsx';
import { CallBanner } from './call-banner.tsx';
import classes from './display.module.css';
import { EndingSoon } from './ending-soon.tsx';
import { QueueColumn } from './queue-column.tsx';
import { Spotlight } from './spotlight.tsx';
import { VoiceSwitch } from './voice-switch.tsx';

/**
 * The clock room's screen on the wall: nobody signs in, nothing is touched. `?lang=en` in its address sets its language,
 * `?place=…` which of the store's voice places it speaks for when its switch is on.
 */
export default function DisplayScreen() {
  const { t, i18n } = useTranslation('display');
  const { params } = useRoute();
  const wanted = params.get('lang');
  const queueIds = useBoard((board) => board.queueIds);

  useEffect(() => {
    if (wanted !== null) void i18n.changeLanguage(languageOf(wanted));
  }, [i18n, wanted]);

  if (!queueIds) return null;
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <CallBanner />
      <div className={classes.columns} data-many={queueIds.length > 3 || undefined}>
        {queueIds.map((id) => (
          <QueueColumn key={id} queueId={id} />
        ))}
        <EndingSoon />
        <Spotlight />
      </div>
      <footer className={classes.footer}>
        <WayOut />
        <ServiceCalls />
        <NextGuests />
        <VoiceSwitch place={params.get('place')} />
        <WallClock />
      </footer>
    </div>
  );
}

/** Back to the work, for who is signed in at this screen: the one on the wall has nobody. */
function WayOut() {
  const { t } = useTranslation('display');
  const session = useSession();
  useHotkeys(session ? [['Escape', () => navigate('board')]] : []);
  if (!session) return null;
  return (
    <a className={classes.leave} href={hashOf('board')}>
      ← {t('leave')}
    </a>
  );
}

function ServiceCalls() {
  const { t } = useTranslation('display');
  const calls = useBoard((board) => board.serviceCalls) ?? [];
  if (calls.length === 0) return null;
  return (
    <div className={classes.service} role="status">
      <IconBellRinging size="1.3em" aria-hidden />
      {t('service')}
      {calls.slice(0, 6).map((call) => (
        <b key={call.id}>
          {t('serviceRoom', { room: call.roomNo })}{' '}
          <small aria-live="off">
            <Elapsed since={call.at} />
          </small>
        </b>
      ))}
      {calls.length > 6 && t('rest', { count: calls.length - 6 })}
    </div>
  );
}

/** Whose reserved guests come next; where nobody is expected, perhaps the hint. */
function NextGuests() {
  const { t } = useTranslation(['arrival', 'display']);
  const format = useFormat();
  const next = (useBoard((board) => board.reservations) ?? []).filter((one) => one.kept).slice(0, 3);
  const hint = useBoard((board) => board.serviceCalls.length === 0);
  if (next.length === 0) return hint && <span>{t('display:hint')}</span>;
  return (
    <span role="status">
      {t('arrival:coming')}{' '}
      {next.map((one) => (
        <b key={one.id} className={classes.coming}>
          {format.time(one.startsAt)} {one.maskedName}{' '}
          {one.technicianNos.length > 0 && `${t('arrival:asks', { nos: one.technicianNos.join(' ') })} · `}
          {one.roomNo === null ? t('arrival:noRoom') : format.room(one.roomNo)}
        </b>
      ))}
    </span>
  );
}

function WallClock() {
  const { timeZone } = useCatalog().store;
  const format = useFormat();
  const second = useMoment((now) => Math.floor(now / 1000)) * 1000;
  const { date } = localTime(second, timeZone);
  const weekday = new Intl.DateTimeFormat(format.language, { weekday: 'long', timeZone }).format(second);
  return (
    <time className={classes.clock}>
      {date} {weekday} <b className={classes.second}>{format.timeWithSeconds(second)}</b>
    </time>
  );
}
