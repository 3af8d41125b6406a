import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function PracticeScreen() {
  const { t } = useTranslation('practice');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
