import { Button, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { showDone } from '../../components/undo.tsx';
import classes from './devices.module.css';

/**
 * The computer's time beside the store's while they differ (`apartMs`, negative: the computer's is behind), and the way
 * to say that the computer's is the right one: asked twice, since the books go on from there.
 */
export function SystemTime({ apartMs }: { apartMs: number }) {
  const { t } = useTranslation('devices');
  const { dateTime } = useFormat();
  const mayTake = useMay('authorise');
  const minute = useMoment((now) => now - (now % minuteMs));
  return (
    <section className={classes.section}>
      <Title order={2} size="h5">
        <IconAlertTriangle size={18} aria-hidden /> {t('time.title')}
      </Title>
      <Text>{t('time.store', { time: dateTime(minute) })}</Text>
      <Text>{t('time.computer', { time: dateTime(minute + apartMs) })}</Text>
      <Text size="sm">{t('time.putRight')}</Text>
      {mayTake ? <TakeTime computer={dateTime(minute + apartMs)} /> : <Text size="sm">{t('time.askManager')}</Text>}
    </section>
  );
}

function TakeTime({ computer }: { computer: string }) {
  const { t } = useTranslation('devices');
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      await api.devices.takeSystemTime.mutate();
      showDone(t('time.taken'));
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
      setAsked(false);
    }
  };
  if (!isAsked) {
    return (
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => setAsked(true)}>
          {t('time.take')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <Text size="sm" role="alert">
        {t('time.warning', { time: computer })}
      </Text>
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => setAsked(false)}>
          {t('time.leave')}
        </Button>
        <Button h={44} loading={isBusy} onClick={() => void take()}>
          {t('time.confirm')}
        </Button>
      </div>
    </>
  );
}
