import { Button, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCreditCard, IconKeyboard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { CardHolderView, ReaderView } from '../../../host/parts/readers/views.ts';
import { api } from '../../client/api.ts';
import { useCards } from '../../client/cards.tsx';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { AddPreset } from './add-preset.tsx';
import classes from './devices.module.css';
import { LearnReader } from './learn-reader.tsx';

const reloadEveryMs = 2000;

/** The card readers and whose card was held last: to try one, hold a card. */
export function Readers() {
  const { t } = useTranslation('devices');
  const query = useQuery({
    queryKey: ['readers'],
    queryFn: () => api.readers.list.query(),
    refetchInterval: reloadEveryMs,
  });
  useCards(() => void query.refetch());
  const mayTest = useMay('device.test');
  const mayImport = useMay('site.import');
  const [adding, setAdding] = useState<'preset' | 'learn' | null>(null);
  return (
    <section className={classes.section}>
      <Title order={2} size="h5">
        {t('readers')}
      </Title>
      <AsyncBoundary query={query} isEmpty={(readers) => readers.length === 0} emptyText={t('noReaders')}>
        {(readers) => (
          <>
            <ul className={classes.plain}>
              {readers.map((reader) => (
                <Reader key={reader.id} reader={reader} />
              ))}
            </ul>
            <Text size="sm" c="var(--cr-quiet)">
              {t('holdCard')}
            </Text>
          </>
        )}
      </AsyncBoundary>
      {mayTest && mayImport && (
        <div className={classes.buttons}>
          <Button h={44} variant="default" onClick={() => setAdding('preset')}>
            {t('preset.title')}
          </Button>
          <Button h={44} variant="default" onClick={() => setAdding('learn')}>
            {t('learn.title')}
          </Button>
        </div>
      )}
      {adding === 'preset' && <AddPreset onClose={() => setAdding(null)} />}
      {adding === 'learn' && <LearnReader onClose={() => setAdding(null)} />}
    </section>
  );
}

function Reader({ reader: { id, type, state, reason, cards, unreadable, lastCard } }: { reader: ReaderView }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const isBad = state === 'offline';
  const Icon = isBad ? IconAlertTriangle : type === 'keyboard' ? IconKeyboard : IconCreditCard;
  const parts = [
    t(`readerState.${state}`),
    ...(reason === null ? [] : [errorText(reason, format.language)]),
    t('readerCards', { count: cards }),
    ...(unreadable === 0 ? [] : [t('readerUnreadable', { count: unreadable })]),
  ];
  return (
    <li className={classes.output} data-bad={isBad || undefined}>
      <Icon size={22} aria-hidden />
      <div className={classes.grow}>
        <b>{id}</b>
        <div>{parts.join(' · ')}</div>
        {lastCard && (
          <div role="status">
            {t('lastCard', { time: format.timeWithSeconds(lastCard.at), holder: holderText(lastCard.holder, t) })}
          </div>
        )}
      </div>
    </li>
  );
}

function holderText(holder: CardHolderView, t: ReturnType<typeof useTranslation<'devices'>>['t']): string {
  if (holder.kind === 'unknown') return t('cardOf.unknown', { uid: holder.uid });
  if (holder.kind === 'wristband') return t('cardOf.wristband', { no: holder.no });
  return t(`cardOf.${holder.kind}`, { no: holder.no, name: holder.name });
}
