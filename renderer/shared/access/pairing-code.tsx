import { Alert, Image, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NetworkView } from '../../../host/parts/sessions/views.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';

/** Which address another machine opens, and how it gets to know the store. */
function WhereToOpen({ network, qrSvg }: { network: NetworkView | null; qrSvg: string | null }) {
  const { t } = useTranslation('access');
  const [address] = network?.addresses ?? [];
  if (address === undefined) return <Alert color="yellow">{t('pairing.noNetwork')}</Alert>;
  return (
    <Stack gap={4}>
      <Text>{t('pairing.body')}</Text>
      <Text ff="monospace" fw={600} fz="lg">
        https://{address}/
      </Text>
      <Text size="sm">
        {t('pairing.first')} <b>http://{address}/</b>
      </Text>
      {qrSvg !== null && (
        <Image
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(qrSvg)}`}
          alt={t('pairing.qr', { address: `http://${address}/` })}
          h={150}
          fit="contain"
        />
      )}
    </Stack>
  );
}

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
      <AsyncBoundary query={query}>
        {({ code, expiresAt, qrSvg, network }) => (
          <>
            <WhereToOpen network={network} qrSvg={qrSvg} />
            <Text fz={44} fw={700} ta="center" mt="md" data-testid="pairing-code">
              {code.slice(0, 3)} {code.slice(3)}
            </Text>
            {network?.mark && (
              <Text fz={28} fw={600} ff="monospace" ta="center" data-testid="pairing-mark">
                {network.mark}
              </Text>
            )}
            {network?.mark && (
              <Text size="sm" ta="center" mb="sm">
                {t('access:pairing.mark')}
              </Text>
            )}
            <Text size="sm" c="var(--cr-quiet)" ta="center">
              {t('access:pairing.until', { time: format.time(expiresAt) })}
            </Text>
          </>
        )}
      </AsyncBoundary>
    </Modal>
  );
}
