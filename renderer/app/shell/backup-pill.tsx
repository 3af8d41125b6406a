import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import classes from './shell.module.css';
import { useSafekeeping } from './use-safekeeping.ts';

/** What is missing or went wrong with what is kept of the store, for who can put it right. Nothing while all is well. */
export function BackupPill() {
  const { t } = useTranslation('shell');
  const may = useMay('settings.edit');
  const state = useSafekeeping();
  if (!may || !state) return null;
  const { copy, segment, lacksSheet } = state;
  const hasFailed = copy?.ok === false || segment?.ok === false;
  if (!hasFailed && !lacksSheet) return null;
  return (
    <a
      href={hashOf('backups')}
      className={classes.pill}
      data-tone="warn"
      title={t(hasFailed ? 'backup.failedHint' : 'backup.noSheetHint')}
    >
      <IconAlertTriangle size={15} stroke={2.2} aria-hidden />
      {t(hasFailed ? 'backup.failed' : 'backup.noSheet')}
    </a>
  );
}
