import { Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SettingsChange } from '../../client/settings-changes.ts';

export interface ChangeListProps {
  changes: readonly SettingsChange[];
  isBusy: boolean;
  /** They were read, and are to be as the file has them. */
  onTake: () => void;
  /** These stay as the store has them; the rest is taken over. */
  onKeep: (sections: SettingsChange['section'][]) => void;
}

/** The sections a file would make another than the store has them now, and the ways on. */
export function ChangeList({ changes, isBusy, onTake, onKeep }: ChangeListProps) {
  const { t } = useTranslation('devices');
  // A file that does not tell what it was made from changes nothing besides these.
  const mayKeep = changes.some(({ isEdited }) => isEdited !== null);
  return (
    <>
      <List spacing="xs" my="sm" c="var(--cr-ink)">
        {changes.map(({ section, isEdited }) => (
          <List.Item key={section}>
            <Text fw={600}>{t(`site.section.${section}`)}</Text>
            {isEdited !== null && <Text size="sm">{t(isEdited ? 'site.editedBoth' : 'site.editedInStore')}</Text>}
          </List.Item>
        ))}
      </List>
      <Group>
        {mayKeep && (
          <Button h={44} loading={isBusy} onClick={() => onKeep(changes.map(({ section }) => section))}>
            {t('site.keepStores')}
          </Button>
        )}
        <Button h={44} color="red" loading={isBusy} onClick={onTake}>
          {t('site.takeFiles')}
        </Button>
      </Group>
    </>
  );
}
