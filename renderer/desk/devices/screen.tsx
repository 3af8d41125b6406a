import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function DevicesScreen() {
  const { t } = useTranslation('devices');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
