import { Button, Group, Progress, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BooksProof } from '../../../host/parts/books/views.ts';

import { api } from '../../client/api.ts';
import { ErrorNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './books.module.css';
import { ProofSheet } from './proof-sheet.tsx';
import { SubjectList } from './subject-list.tsx';

const queryKey = ['books', 'proof'] as const;

/** The proof of the books: asked for, waited for, read, printed. The last answer stays while other screens are open. */
export default function BooksScreen() {
  const { t } = useTranslation('books');
  const { proof, done, error, prove, stop } = useProof();
  const isRunning = done !== null;
  const percent = Math.round((done ?? 0) * 100);
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs" ml="auto" className={classes.acts}>
          {proof && !isRunning && (
            <Button
              h={44}
              variant="default"
              leftSection={<IconPrinter size={18} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('print')}
            </Button>
          )}
          {isRunning ? (
            <Button h={44} variant="default" onClick={stop}>
              {t('cancel')}
            </Button>
          ) : (
            <Button h={44} onClick={prove}>
              {t(proof ? 'again' : 'prove')}
            </Button>
          )}
        </Group>
      </header>
      <ScrollRegion className={classes.scroll} label={t('title')}>
        <div className={classes.sheet}>
          {isRunning ? (
            <section role="status">
              <Text fw={700}>{t('running', { percent })}</Text>
              <Progress value={percent} size="lg" my="xs" aria-label={t('running', { percent })} />
              <Text c="var(--cr-quiet)">{t('runningHint')}</Text>
            </section>
          ) : error !== null ? (
            <ErrorNote error={error} onRetry={prove} />
          ) : proof ? (
            <ProofSheet proof={proof} />
          ) : (
            <>
              <Text maw={760}>{t('intro')}</Text>
              <Title order={2} size="h5">
                {t('proves')}
              </Title>
              <SubjectList />
            </>
          )}
        </div>
      </ScrollRegion>
    </div>
  );
}

/** One proof at a time; leaving the screen gives it up. `done` is null while none is under way. */
function useProof() {
  const client = useQueryClient();
  const { data: proof } = useQuery<BooksProof>({ queryKey, queryFn: skipToken, gcTime: Number.POSITIVE_INFINITY });
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<{ unsubscribe(): void } | null>(null);
  useEffect(() => () => running.current?.unsubscribe(), []);
  const stop = () => {
    running.current?.unsubscribe();
    running.current = null;
    setDone(null);
  };
  const prove = () => {
    stop();
    setError(null);
    setDone(0);
    running.current = api.books.verify.subscribe(undefined, {
      onData: (progress) => {
        if (progress.proof === null) return setDone(progress.done);
        client.setQueryData(queryKey, progress.proof);
        stop();
      },
      onError: (refused) => {
        stop();
        setError(refused);
      },
    });
  };
  return { proof, done, error, prove, stop };
}
