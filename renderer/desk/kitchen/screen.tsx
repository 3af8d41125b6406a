import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function KitchenScreen() {
  const { t } = useTranslation('kitchen');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
