import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { textOfError } from '../client/errors.ts';

interface AsyncBoundaryProps<T> {
  query: UseQueryResult<T>;
  /** When true of the data, `emptyText` stands in place of the children. */
  isEmpty?: (data: T) => boolean;
  emptyText?: string;
  children: (data: T) => ReactNode;
}

/** The loading, error and empty state of one query; data once had stays on screen while it is loaded again. */
export function AsyncBoundary<T>({ query, isEmpty, emptyText, children }: AsyncBoundaryProps<T>) {
  if (query.data !== undefined) {
    return isEmpty?.(query.data) ? <EmptyNote text={emptyText} /> : children(query.data);
  }
  if (query.error) return <ErrorNote error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingNote />;
}

/** Something is on its way. */
export function LoadingNote() {
  const { t } = useTranslation();
  return (
    <Center p="xl" h="100%" role="status">
      <Stack align="center" gap="xs">
        <Loader aria-hidden />
        <Text c="var(--cr-quiet)">{t('loading')}</Text>
      </Stack>
    </Center>
  );
}

/** There is nothing to show, said in words. */
export function EmptyNote({ text }: { text?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Text c="var(--cr-quiet)" ta="center" p="md" size="sm">
      {text ?? t('empty')}
    </Text>
  );
}

/** What went wrong, and a way to try again. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" m="md" icon={<IconAlertTriangle aria-hidden />} title={t('failed')}>
      <Stack align="flex-start" gap="xs">
        <Text size="sm" c="var(--cr-ink)">
          {textOfError(error)}
        </Text>
        {onRetry && (
          <Button variant="default" size="md" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
