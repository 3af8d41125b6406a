import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export default function ClockRoomScreen() {
  const { t } = useTranslation('clock-room');
  return (
    <Title order={1} p="md">
      {t('title')}
    </Title>
  );
}
