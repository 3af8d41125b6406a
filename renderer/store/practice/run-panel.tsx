import { Button, Text, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { joinPractice } from '../../client/practice.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './practice.module.css';

/** On a screen of the real store: starts a practice on a copy, or joins the one that runs. */
export function RunPanel() {
  const { t } = useTranslation('practice');
  const format = useFormat();
  const { staffByNo } = useCatalog();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const query = useQuery({ queryKey: ['practice-run'], queryFn: () => api.practiceRun.state.query() });
  useEffect(() => {
    const subscription = api.practiceRun.changes.subscribe(undefined, {
      onData: (state) => client.setQueryData(['practice-run'], state),
      onError: () => {},
    });
    return () => subscription.unsubscribe();
  }, [client]);
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={classes.run} aria-label={t('run.title')}>
      <IconSchool size={30} aria-hidden />
      <div className={classes.runText}>
        <Title order={2} size="h4">
          {t('run.title')}
        </Title>
        <Text size="sm">{t('run.hint')}</Text>
        <AsyncBoundary query={query}>
          {({ startedAt, startedBy, seats }) => (
            <div className={classes.runButtons}>
              <Button h={48} loading={busy} onClick={() => void run(joinPractice)}>
                {t(startedAt === null ? 'run.start' : 'run.join')}
              </Button>
              {startedAt !== null && (
                <>
                  <Button
                    h={48}
                    variant="default"
                    disabled={busy}
                    onClick={() => void run(() => api.practiceRun.end.mutate())}
                  >
                    {t('run.end')}
                  </Button>
                  <Text size="sm">
                    {t('run.running', {
                      who: staffByNo.get(startedBy ?? '')?.name ?? startedBy ?? '',
                      time: format.time(startedAt),
                      count: seats,
                    })}
                  </Text>
                </>
              )}
            </div>
          )}
        </AsyncBoundary>
      </div>
    </section>
  );
}
