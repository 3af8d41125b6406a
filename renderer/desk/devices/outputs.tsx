import { Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconPrinter, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeviceSummary } from '../../../host/api/views.ts';
import classes from './devices.module.css';
import { TestButton } from './test-button.tsx';

/** Printers and the voice, with what waits for them. */
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
          {printers.map(({ id, state, waiting }) => {
            const isBad = state === 'offline' || state === 'no-paper';
            const Icon = isBad ? IconAlertTriangle : IconPrinter;
            return (
              <li key={id} className={classes.output} data-bad={isBad || undefined}>
                <Icon size={22} aria-hidden />
                <div className={classes.grow}>
                  <b>{id}</b>
                  <div>
                    {t(`printerState.${state}`)}
                    {waiting > 0 && ` · ${t('waiting', { count: waiting })}`}
                  </div>
                </div>
                <TestButton device={`printer/${id}`} name={id} />
              </li>
            );
          })}
        </ul>
      </section>
      <section className={classes.section}>
        <Title order={2} size="h5">
          {t('voice')}
        </Title>
        <div className={classes.output} data-bad={voice.engine === null || voice.notSpoken > 0 || undefined}>
          <IconVolume size={22} aria-hidden />
          <div className={classes.grow}>
            {voice.engine === null ? t('noVoice') : t('voiceOf', { engine: voice.engine })}
            {voice.notSpoken > 0 && ` · ${t('notSpoken', { count: voice.notSpoken })}`}
          </div>
          {voice.engine !== null && <TestButton device="voice" name={t('voice')} />}
        </div>
      </section>
    </>
  );
}
