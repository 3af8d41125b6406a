import { Button, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { businessDateOf } from '../../../core/kernel/time.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import type { SettingsPromise } from '../../client/settings-promises.ts';

export interface PromiseListProps {
  promises: readonly SettingsPromise[];
  isBusy: boolean;
  /** They were read, and the settings are wanted all the same. */
  onTakeAnyway: () => void;
}

/** What new settings would break, each with what becomes of it. */
export function PromiseList({ promises, isBusy, onTakeAnyway }: PromiseListProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { store } = useCatalog();
  return (
    <>
      <List spacing="xs" my="sm" c="var(--cr-ink)">
        {promises.map(({ key, kind, no, roomNo, at, count }) => (
          <List.Item key={key}>
            <Text fw={600}>
              {t(`site.promise.${kind}`, { no, count })}
              {roomNo !== null && kind !== 'booked-room' && ` · ${t('site.promise.room', { roomNo })}`}
              {at !== null && ` · ${businessDateOf(at, store.timeZone, '00:00')} ${format.time(at)}`}
            </Text>
            <Text size="sm">{t(`site.wayOn.${kind}`)}</Text>
          </List.Item>
        ))}
      </List>
      <Button h={44} color="red.9" loading={isBusy} onClick={onTakeAnyway}>
        {t('site.takeAnyway')}
      </Button>
    </>
  );
}
