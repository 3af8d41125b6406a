import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dayMs, minuteMs } from '../../../core/kernel/time.ts';
import type { DeviceSummary } from '../../../host/parts/devices/views.ts';

import { useBoard } from '../../client/board-store.ts';
import { hashOf, type ScreenName } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import classes from './shell.module.css';

/** More than these are counted, not named. */
const namedTerminals = 3;

const placesOf = (terminals: DeviceSummary['terminals']['offline']) => terminals.map(({ place }) => place).join(', ');

/**
 * One quiet line about terminals, printers and the voice; what needs somebody is amber, with a sign and words. Of what
 * the store does not have nothing is said: there is nothing that could be well.
 */
export function DevicePills() {
  const { t } = useTranslation('shell');
  const devices = useBoard((board) => board.devices);
  if (!devices) return null;
  const { terminals, voice, clockApartMs } = devices;
  const { online, total } = terminals;
  const allOnline = online === total;
  return (
    <>
      {total > 0 && (
        <Pill
          warn={!allOnline}
          text={
            allOnline || terminals.offline.length > namedTerminals
              ? t('terminals', { online, total })
              : t('terminalsOffline', { online, total, places: placesOf(terminals.offline) })
          }
          title={allOnline ? '' : t('terminalsToDo', { places: placesOf(terminals.offline) })}
        />
      )}
      {terminals.alarms.length > 0 && (
        <Pill
          warn
          text={t('terminalAlarms', { count: terminals.alarms.length })}
          title={terminals.alarms.map((terminal) => terminal.place).join(', ')}
          screen="bus"
        />
      )}
      {clockApartMs !== null && <ClockPill apartMs={clockApartMs} />}
      <PrinterPill devices={devices} />
      <ReaderPill readers={devices.readers} />
      <VoicePill voice={voice} />
    </>
  );
}

function VoicePill({ voice }: { voice: DeviceSummary['voice'] }) {
  const { t } = useTranslation('shell');
  if (voice.notSpoken > 0) return <Pill warn text={t('voiceNotSpoken', { count: voice.notSpoken })} />;
  if (voice.places.length === 0) return null;
  return <Pill warn={false} isOff={!voice.engine} text={t(voice.engine ? 'voiceOk' : 'voiceOff')} />;
}

function PrinterPill({ devices }: { devices: DeviceSummary }) {
  const { t } = useTranslation('shell');
  const troubled = devices.printers.filter((printer) => printer.state === 'offline' || printer.state === 'no-paper');
  const waiting = devices.printers.reduce((sum, printer) => sum + printer.waiting, 0);
  const parts = troubled.map((printer) => t('printer', { id: printer.id, state: t(`printerState.${printer.state}`) }));
  if (waiting > 0 && troubled.length > 0) parts.push(t('waitingJobs', { count: waiting }));
  if (devices.jobsToSee > 0) parts.push(t('jobsToSee', { count: devices.jobsToSee }));
  if (parts.length === 0 && devices.printers.length === 0) return null;
  return <Pill warn={parts.length > 0} text={parts.length > 0 ? parts.join(' · ') : t('printersOk')} />;
}

/** Somebody set the computer's time: the store keeps its own until it may follow. */
function ClockPill({ apartMs }: { apartMs: number }) {
  const { t } = useTranslation('shell');
  const minutes = Math.max(1, Math.round(Math.abs(apartMs) / minuteMs));
  const days = Math.round(Math.abs(apartMs) / dayMs);
  const text =
    days > 0
      ? t(apartMs > 0 ? 'clockDaysAhead' : 'clockDaysBehind', { count: days })
      : t(apartMs > 0 ? 'clockAhead' : 'clockBehind', { minutes });
  return <Pill warn text={text} title={t('clockApart')} />;
}

/** Said only while one is away: nobody has to see that card readers are well. */
function ReaderPill({ readers }: { readers: DeviceSummary['readers'] }) {
  const { t } = useTranslation('shell');
  const away = readers.filter(({ state }) => state === 'offline').map(({ id }) => id);
  return away.length === 0 ? null : <Pill warn text={t('readersAway', { ids: away.join(', ') })} />;
}

function Pill({
  warn,
  isOff = false,
  text,
  title,
  screen = 'devices',
}: {
  warn: boolean;
  /** Is neither well nor in trouble. */
  isOff?: boolean;
  text: string;
  title?: string;
  screen?: ScreenName;
}) {
  const may = useMay('device.view');
  const Icon = warn ? IconAlertTriangle : IconCheck;
  const content = (
    <>
      {!isOff && <Icon size={15} stroke={2.2} color={warn ? undefined : 'var(--cr-green)'} aria-hidden />}
      {text}
    </>
  );
  const shared = { className: classes.pill, 'data-tone': warn ? 'warn' : undefined, title: title || undefined };
  return may ? (
    <a href={hashOf(screen)} {...shared}>
      {content}
    </a>
  ) : (
    <span {...shared}>{content}</span>
  );
}
