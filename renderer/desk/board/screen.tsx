import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function BoardScreen() {
  const { t } = useTranslation('board');
  return <Title order={1}>{t('title')}</Title>;
}
