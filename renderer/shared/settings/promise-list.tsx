import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { businessDateOf } from '../../../core/kernel/time.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import type { SettingsPromise } from '../../client/settings-promises.ts';

/** What new settings would break, each with what becomes of it. */
export function PromiseLines({ promises }: { promises: readonly SettingsPromise[] }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { store } = useCatalog();
  return (
    <List spacing="xs" my="sm" c="var(--cr-ink)">
      {promises.map(({ key, kind, no, roomNo, at, count }) => (
        <List.Item key={key}>
          <Text fw={600}>
            {t(`promise.${kind}`, { no, count })}
            {roomNo !== null && kind !== 'booked-room' && ` · ${t('promise.room', { roomNo })}`}
            {at !== null && ` · ${businessDateOf(at, store.timeZone, '00:00')} ${format.time(at)}`}
          </Text>
          <Text size="sm">{t(`wayOn.${kind}`)}</Text>
        </List.Item>
      ))}
    </List>
  );
}
