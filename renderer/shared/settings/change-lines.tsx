import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isWeighty, type SettingChange, weightyFirst } from '../../../core/model/site/change-lines.ts';
import { rightWords, tellChange } from '../../../core/model/site/change-words.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import classes from './change-lines.module.css';

interface ChangeLinesProps {
  changes: readonly SettingChange[];
  /** Those that whoever reads may not make: marked. */
  missing?: readonly SettingChange[];
  /** So many are shown, the rest is counted. */
  most?: number;
}

/** What is changed, line by line, the weighty ones first: what, which field, from what to what. */
export function ChangeLines({ changes, missing = [], most = Number.POSITIVE_INFINITY }: ChangeLinesProps) {
  const { t } = useTranslation('settings');
  const forbidden = new Set(missing.map(keyOf));
  const shown = weightyFirst(changes).slice(0, most);
  return (
    <ul className={classes.lines} aria-label={t('list')}>
      {shown.map((change) => (
        <Line key={keyOf(change)} change={change} isForbidden={forbidden.has(keyOf(change))} />
      ))}
      {changes.length > shown.length && <li>{t('more', { count: changes.length - shown.length })}</li>}
    </ul>
  );
}

const keyOf = ({ kind, no, field, how, before, after }: SettingChange) =>
  JSON.stringify([kind, no, field, how, before, after]);

function Line({ change, isForbidden }: { change: SettingChange; isForbidden: boolean }) {
  const { t } = useTranslation('settings');
  const { language } = useFormat();
  const { store } = useCatalog();
  const { what, field, before, after } = tellChange(change, language, store.currency);
  return (
    <li
      className={classes.line}
      data-weighty={isWeighty(change) || undefined}
      data-forbidden={isForbidden || undefined}
    >
      <span className={classes.right}>{rightWords[change.right][language]}</span>
      <span>
        {what} <b>{field}</b>
        {change.field !== null && (
          <>
            {': '}
            <span className={classes.before}>{before ?? t('nothing')}</span> → <b>{after ?? t('nothing')}</b>
          </>
        )}
        {isForbidden && (
          <span className={classes.forbidden}>
            <IconLock size={15} aria-hidden /> {t('notYours')}
          </span>
        )}
      </span>
    </li>
  );
}
