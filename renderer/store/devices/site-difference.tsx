import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../client/format.ts';
import type { SettingsChange } from '../../client/settings-changes.ts';
import type { SettingsDifference } from '../../client/settings-difference.ts';
import { useNameOf } from '../../client/who.ts';
import { ListBox } from '../../components/list-box.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import classes from './devices.module.css';

export interface SiteDifferenceProps {
  /** Why it was not taken yet. */
  text: string;
  difference: SettingsDifference;
  /** Sections that were set since the file was made. */
  sections: readonly SettingsChange[];
  isBusy: boolean;
  /** It was read, and is to be as the file has it. */
  onTake: () => void;
  /** These sections stay as the store has them; the rest is taken over. */
  onKeep: (sections: SettingsChange['section'][]) => void;
  onClose: () => void;
}

/** Everything a file changes, before it is taken over; the ways on stay in sight, however long the list is. */
export function SiteDifference({ text, difference, sections, isBusy, onTake, onKeep, onClose }: SiteDifferenceProps) {
  const { t } = useTranslation(['devices', 'common']);
  const { changes, missing } = difference;
  // A file that does not tell what it was made from changes nothing besides these.
  const mayKeep = sections.some(({ isEdited }) => isEdited !== null);
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('devices:site.changesTitle', { count: changes.length })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Text mb="xs">{text}</Text>
      <SectionsSince sections={sections} />
      <ListBox label={t('devices:site.changesTitle', { count: changes.length })}>
        <ChangeLines changes={changes} missing={missing} />
      </ListBox>
      <Group mt="md">
        <Button h={44} variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        {mayKeep && (
          <Button h={44} loading={isBusy} onClick={() => onKeep(sections.map(({ section }) => section))}>
            {t('devices:site.keepStores')}
          </Button>
        )}
        <Button h={44} color="red.9" loading={isBusy} onClick={onTake}>
          {t(missing.length > 0 ? 'devices:site.askManager' : 'devices:site.takeFiles')}
        </Button>
      </Group>
    </Modal>
  );
}

/** What was set in the store since the file was made: by whom and when. */
function SectionsSince({ sections }: Pick<SiteDifferenceProps, 'sections'>) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const nameOf = useNameOf();
  const since = sections.filter(({ isEdited }) => isEdited !== null);
  if (since.length === 0) return null;
  return (
    <ul className={classes.since}>
      {since.map(({ section, isEdited, setBy, setAt }) => (
        <li key={section}>
          <b>{t(`site.section.${section}`)}</b> {t(isEdited ? 'site.editedBoth' : 'site.editedInStore')}
          {setBy !== undefined && setAt !== undefined && (
            <> · {t('site.setBy', { name: nameOf(setBy), at: format.moment(setAt) })}</>
          )}
        </li>
      ))}
    </ul>
  );
}
