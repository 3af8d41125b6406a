import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SupportBundle } from '../../../host/parts/support/views.ts';
import { api } from '../../client/api.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import classes from './health.module.css';

/** What goes to somebody who helps: all of it to be read, and saved as it was read. */
export function SupportDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['health', 'common']);
  const { data, error } = useQuery({
    queryKey: ['support'],
    queryFn: () => api.support.bundle.query(),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('support.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text>{t('support.body')}</Text>
        {error && <ErrorNote error={error} />}
        {!data && !error && <LoadingNote />}
        {data?.sections.map(({ name, text }) => (
          <details key={name} className={classes.well}>
            <summary>{t('support.section', { name, kb: Math.ceil(text.length / 1024) })}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
            <section className={classes.text} aria-label={name} tabIndex={0}>
              <pre>{text}</pre>
            </section>
          </details>
        ))}
        {data && (
          <Button h={48} onClick={() => void save(data)}>
            {t('support.save')}
          </Button>
        )}
      </Stack>
    </Modal>
  );
}

async function save(bundle: SupportBundle): Promise<void> {
  const packed = new Blob([JSON.stringify(bundle)]).stream().pipeThrough(new CompressionStream('gzip'));
  const url = URL.createObjectURL(await new Response(packed).blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `clockroom-support-${new Date(bundle.at).toISOString().slice(0, 10)}.json.gz`;
  link.click();
  URL.revokeObjectURL(url);
}
