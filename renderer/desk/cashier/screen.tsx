import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function CashierScreen() {
  const { t } = useTranslation('cashier');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
