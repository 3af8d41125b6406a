import { Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPrinter, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { DeviceSummary, VoicePlaceView } from '../../../host/parts/devices/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { PrinterMenu } from '../../shared/jobs/printer-menu.tsx';
import classes from './devices.module.css';
import { TestButton } from './test-button.tsx';

/** Printers and voices, with what waits for them. */
export function Outputs({ devices: { printers, voice } }: { devices: DeviceSummary }) {
  const { t } = useTranslation('devices');
  return (
    <>
      <section className={classes.section}>
        <Title order={2} size="h5">
          {t('printers')}
        </Title>
        {printers.length === 0 && <Text c="var(--cr-quiet)">{t('noPrinters')}</Text>}
        <ul className={classes.plain}>
          {printers.map((printer) => (
            <Printer key={printer.id} printer={printer} />
          ))}
        </ul>
      </section>
      <section className={classes.section}>
        <Title order={2} size="h5">
          {t('voice')}
        </Title>
        {voice.notSpoken > 0 && <Text>{t('notSpoken', { count: voice.notSpoken })}</Text>}
        <ul className={classes.plain}>
          {voice.places.map((place) => (
            <Place key={place.device} place={place} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Printer({
  printer: { id, state, reason, paperLow, waiting },
}: {
  printer: DeviceSummary['printers'][number];
}) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const mayResolve = useMay('job.resolve');
  const isBad = reason !== null || state === 'offline' || state === 'no-paper' || state === 'cover-open';
  const Icon = isBad ? IconAlertTriangle : IconPrinter;
  return (
    <li className={classes.output} data-bad={isBad || paperLow || undefined}>
      <Icon size={22} aria-hidden />
      <div className={classes.grow}>
        <b>{id}</b>
        <div>
          {t(`printerState.${state}`)}
          {reason !== null && ` · ${errorText(reason, format.language)}`}
          {paperLow && ` · ${t('paperLow')}`}
          {waiting > 0 && ` · ${t('waiting', { count: waiting })}`}
        </div>
      </div>
      {mayResolve && waiting > 0 && (
        <PrinterMenu
          except={`printer/${id}`}
          label={t('sendElsewhere')}
          name={id}
          onPick={(toId) => void api.outputs.reroutePrinter.mutate({ fromId: id, toId }).catch(tellError)}
        />
      )}
      <TestButton device={`drawer/${id}`} name={t('drawerOf', { id })} label={t('drawer')} />
      <TestButton device={`printer/${id}`} name={id} />
    </li>
  );
}

function Place({ place }: { place: VoicePlaceView }) {
  const { t } = useTranslation('devices');
  const { device, id, engine, stations, lastSoundMs, medianSoundMs } = place;
  const isSilent = engine === null && stations === 0;
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return (
    <li className={classes.output} data-bad={isSilent || undefined}>
      <IconVolume size={22} aria-hidden />
      <div className={classes.grow}>
        <b>{id}</b>
        <div>
          {stations > 0
            ? t('screensSpeak', { count: stations })
            : engine === null
              ? t(place.onlyStations ? 'noScreenSpeaks' : 'noVoice')
              : t('voiceOf', { engine })}
        </div>
        {lastSoundMs !== null && (
          <div className={classes.quiet}>
            {t('soundAfter', { last: seconds(lastSoundMs), median: seconds(medianSoundMs ?? lastSoundMs) })}
          </div>
        )}
      </div>
      {!isSilent && <TestButton device={device} name={`${t('voice')} ${id}`} />}
    </li>
  );
}
