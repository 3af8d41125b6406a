import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';

/** A code that lets one other screen work with this store. */
export function PairingCode({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['access', 'common']);
  const format = useFormat();
  // A code is made anew each time it is looked at; it is no list to keep.
  const query = useQuery({ queryKey: ['pairing-code'], queryFn: () => api.session.pairingCode.mutate(), gcTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('access:pairing.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Text>{t('access:pairing.body')}</Text>
      <AsyncBoundary query={query}>
        {({ code, expiresAt }) => (
          <>
            <Text fz={44} fw={700} ta="center" my="md" data-testid="pairing-code">
              {code}
            </Text>
            <Text size="sm" c="var(--cr-quiet)" ta="center">
              {t('access:pairing.until', { time: format.time(expiresAt) })}
            </Text>
          </>
        )}
      </AsyncBoundary>
    </Modal>
  );
}
