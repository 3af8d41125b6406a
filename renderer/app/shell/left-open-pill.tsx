import { IconClockQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../client/router.ts';
import { useLeftOpen } from '../../shared/roster/left-open.ts';
import classes from './shell.module.css';

/** After the cut-over: how many are on duty since an earlier day, until somebody says of each when she or he went. */
export function LeftOpenPill() {
  const { t } = useTranslation('shell');
  const count = useLeftOpen().length;
  if (count === 0) return null;
  return (
    <a href={hashOf('on-duty')} className={classes.pill} data-tone="warn" aria-live="polite">
      <IconClockQuestion size={15} stroke={2.2} aria-hidden />
      {t('leftOpen', { count })}
    </a>
  );
}
