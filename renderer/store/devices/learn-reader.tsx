import { Alert, Button, Modal, Progress, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { AttachedReader, LearningView } from '../../../host/parts/readers/views.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './devices.module.css';

const askEveryMs = 300;
const attachedKey = ['readers-attached'];

/** Adds a USB reader: chosen from what is plugged in, learnt from a card, the same card again and another one. */
export function LearnReader({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['devices', 'common']);
  const [learningId, setLearningId] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const queryClient = useQueryClient();

  const start = async (device: AttachedReader) => {
    setRefused(null);
    setStarting(true);
    try {
      setLearningId(await api.readers.learn.mutate(device));
    } catch (error) {
      setRefused(textOfError(error));
    } finally {
      setStarting(false);
    }
  };
  const close = () => {
    // What ended already cannot be cancelled, and need not be.
    if (learningId !== null) api.readers.cancelLearning.mutate({ learningId }).catch(() => {});
    void queryClient.invalidateQueries({ queryKey: ['readers'] });
    onClose();
  };
  return (
    <Modal opened onClose={close} title={t('learn.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      {refused !== null && (
        <Alert color="red" role="alert" mb="sm">
          {refused}
        </Alert>
      )}
      {learningId === null ? (
        <Choice isBusy={isStarting} onChoose={(device) => void start(device)} />
      ) : (
        <Learning key={learningId} learningId={learningId} onRetry={() => setLearningId(null)} onClose={close} />
      )}
    </Modal>
  );
}

function Choice({ isBusy, onChoose }: { isBusy: boolean; onChoose: (device: AttachedReader) => void }) {
  const { t } = useTranslation('devices');
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: attachedKey,
    queryFn: () => api.readers.attached.query(),
    gcTime: 0,
    retry: false,
  });
  return (
    <div className={classes.learn}>
      <Text>{t('learn.choose')}</Text>
      <AsyncBoundary query={query} isEmpty={(devices) => devices.length === 0} emptyText={t('learn.none')}>
        {(devices) => (
          <ul className={classes.plain}>
            {devices.map((device) => {
              const { vendorId, productId, usagePage = '', serialNumber = '', name } = device;
              const ids = [`${vendorId}:${productId}`, usagePage, serialNumber].filter(Boolean).join(' · ');
              return (
                <li key={ids}>
                  <Button fullWidth h={56} variant="default" disabled={isBusy} onClick={() => onChoose(device)}>
                    {name || t('learn.nameless')} ({ids})
                  </Button>
                </li>
              );
            })}
          </ul>
        )}
      </AsyncBoundary>
      <Button h={44} variant="default" onClick={() => void queryClient.resetQueries({ queryKey: attachedKey })}>
        {t('learn.again')}
      </Button>
    </div>
  );
}

interface LearningProps {
  learningId: string;
  onRetry: () => void;
  onClose: () => void;
}

function Learning({ learningId, onRetry, onClose }: LearningProps) {
  const { t } = useTranslation(['devices', 'common']);
  const query = useQuery({
    queryKey: ['reader-learning', learningId],
    queryFn: () => api.readers.learning.query({ learningId }),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.state === 'waiting' ? askEveryMs : false),
    gcTime: 0,
  });
  return (
    <AsyncBoundary query={query}>
      {(view) => (
        <div className={classes.learn}>
          <Outcome view={view} />
          {view.state === 'failed' && (
            <Button h={44} onClick={onRetry}>
              {t('learn.retry')}
            </Button>
          )}
          <Button h={44} variant="default" onClick={onClose}>
            {view.state === 'waiting' ? t('common:cancel') : t('common:close')}
          </Button>
        </div>
      )}
    </AsyncBoundary>
  );
}

function Outcome({ view }: { view: LearningView }) {
  const { t } = useTranslation('devices');
  const { language } = useFormat();
  if (view.state === 'failed') {
    return (
      <Alert color="red" role="alert">
        {errorText(view.code, language, view.context)}
      </Alert>
    );
  }
  if (view.state === 'done') {
    return (
      <Alert color="green" role="status">
        {t('learn.done', { id: view.readerId })}
      </Alert>
    );
  }
  return (
    <div role="status">
      <Text fz={24} fw={700}>
        {t(`learn.step${view.cards}`)}
      </Text>
      <Text size="sm">{t('learn.progress', { count: view.cards + 1 })}</Text>
      <Progress value={(view.cards / 3) * 100} mt="sm" aria-label={t('learn.title')} />
    </div>
  );
}
