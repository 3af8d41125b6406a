import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function DisplayScreen() {
  const { t } = useTranslation('display');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
