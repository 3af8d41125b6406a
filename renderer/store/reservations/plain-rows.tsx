import { Button, CloseButton, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './reservations.module.css';

const usePlainRows = () =>
  useQuery({ queryKey: ['reservations', 'plain-rows'], queryFn: () => api.reservations.plainRows.query() });

/** Nothing is chosen: what can be done, and for the manager what cannot be erased from the journal, where there is any. */
export function NothingChosen({ onChoose }: { onChoose: (reservationId: string) => void }) {
  const { t } = useTranslation('reservations');
  const may = useMay('reservation.erase');
  const [isListed, setListed] = useState(false);
  if (isListed) return <PlainRows onClose={() => setListed(false)} onChoose={onChoose} />;
  return (
    <>
      <EmptyNote text={t('hint')} />
      {may && <PlainRowsButton onOpen={() => setListed(true)} />}
    </>
  );
}

function PlainRowsButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('reservations');
  const { data } = usePlainRows();
  if (!data || data.rows === 0) return null;
  return (
    <Button variant="subtle" h={44} m="md" onClick={onOpen}>
      {t('erase.plainOpen', { count: data.rows })}
    </Button>
  );
}

interface PlainRowsProps {
  onClose: () => void;
  onChoose: (reservationId: string) => void;
}

/** Rows of the journal that say who guests were, from before that was sealed. */
function PlainRows({ onClose, onChoose }: PlainRowsProps) {
  const { t } = useTranslation(['reservations', 'common']);
  const format = useFormat();
  const query = usePlainRows();
  useHotkeys([['Escape', onClose]]);
  return (
    <AsyncBoundary query={query}>
      {({ rows, reservations }) => (
        <section className={classes.form} aria-label={t('reservations:erase.plainTitle')}>
          <Stack gap="sm" className={classes.plainHead}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Text component="h2" fw={700} fz={18} m={0}>
                {t('reservations:erase.plainTitle')}
              </Text>
              <CloseButton size={44} aria-label={t('common:close')} onClick={onClose} />
            </Group>
            <Text size="sm">{t('reservations:erase.plainWhat')}</Text>
            {rows > 500 && <Text size="sm">{t('reservations:erase.plainMore')}</Text>}
          </Stack>
          {rows === 0 && <EmptyNote text={t('reservations:erase.plainNone')} />}
          <ScrollRegion className={classes.scroll} label={t('reservations:erase.plainTitle')}>
            <ul className={classes.list} aria-label={t('reservations:erase.plainTitle')}>
              {reservations.map(({ id, forDate, startsAt, seqs, erasedAt }) => (
                <li key={id}>
                  <UnstyledButton className={classes.line} onClick={() => onChoose(id)}>
                    <b className={classes.when}>
                      <small>{forDate}</small> {format.timeOn(forDate, startsAt)}
                    </b>
                    <span className={classes.what}>
                      <b>{t('reservations:erase.plainLine', { seqs: seqs.join(' ') })}</b>
                      {erasedAt !== null && <span>{t('reservations:erase.plainErased')}</span>}
                    </span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </ScrollRegion>
        </section>
      )}
    </AsyncBoundary>
  );
}
