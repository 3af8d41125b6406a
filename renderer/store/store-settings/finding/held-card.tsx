import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TouchView } from '../../../../host/parts/finding/views.ts';

/** Whose card was held; its number is shown to nobody. */
export function HeldCard({ holder }: { holder: TouchView['holder'] }) {
  const { t } = useTranslation('store-settings');
  return (
    <Text fz={20} fw={700}>
      {holder === null ? t('try.nobodys') : t(`card.held.${holder.kind}`, { no: holder.no })}
    </Text>
  );
}
