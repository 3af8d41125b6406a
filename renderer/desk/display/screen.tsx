import { VisuallyHidden } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { localTime } from '../../../core/time.ts';
import type { ServiceCallView } from '../../../host/api/views.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { Elapsed } from '../../components/remaining-time.tsx';
import { VoiceSwitch } from '../../components/voice-switch.tsx';
import { languageOf } from '../../i18n/i18n.ts';
import { useRoute } from '../../router.ts';
import { CallBanner } from './call-banner.tsx';
import classes from './display.module.css';
import { EndingSoon } from './ending-soon.tsx';
import { QueueColumn } from './queue-column.tsx';
import { Spotlight } from './spotlight.tsx';

/**
 * The clock room's screen on the wall: nobody signs in, nothing is touched. `?lang=en` in its address sets its language,
 * `?place=…` which of the store's voice places it speaks for when its switch is on.
 */
export default function DisplayScreen() {
  const { t, i18n } = useTranslation('display');
  const { params } = useRoute();
  const wanted = params.get('lang');
  const calls = useBoard((board) => board.calls);
  const queues = useBoard((board) => board.queues);
  const technicians = useBoard((board) => board.technicians);
  const serviceCalls = useBoard((board) => board.serviceCalls);
  const spotlight = useBoard((board) => board.spotlight);

  useEffect(() => {
    if (wanted !== null) void i18n.changeLanguage(languageOf(wanted));
  }, [i18n, wanted]);

  if (!calls || !queues || !technicians || !serviceCalls) return null;
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <CallBanner calls={calls} />
      <div className={classes.columns} data-many={queues.length > 3 || undefined}>
        {queues.map((queue) => (
          <QueueColumn key={queue.id} queue={queue} technicians={technicians} />
        ))}
        <EndingSoon technicians={technicians} />
        <Spotlight spotlight={spotlight} technicians={technicians} />
      </div>
      <footer className={classes.footer}>
        {serviceCalls.length > 0 && <ServiceCalls calls={serviceCalls} />}
        <NextGuests hint={serviceCalls.length === 0} />
        <VoiceSwitch place={params.get('place')} />
        <WallClock />
      </footer>
    </div>
  );
}

function ServiceCalls({ calls }: { calls: readonly ServiceCallView[] }) {
  const { t } = useTranslation('display');
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
function NextGuests({ hint }: { hint: boolean }) {
  const { t } = useTranslation(['reservations', 'display']);
  const format = useFormat();
  const next = (useBoard((board) => board.reservations) ?? []).filter((one) => one.kept).slice(0, 3);
  if (next.length === 0) return hint && <span>{t('display:hint')}</span>;
  return (
    <span role="status">
      {t('reservations:coming')}{' '}
      {next.map((one) => (
        <b key={one.id} className={classes.coming}>
          {format.time(one.startsAt)} {one.maskedName}{' '}
          {one.technicianNos.length > 0 && `${t('reservations:asks', { nos: one.technicianNos.join(' ') })} · `}
          {one.roomNo ?? t('reservations:noRoom')}
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
