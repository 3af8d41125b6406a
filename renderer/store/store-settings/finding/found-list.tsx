import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from '../store-settings.module.css';

interface FoundRow {
  key: string;
  /** Where it is: an address, a port. */
  where: string;
  /** What it says of itself. */
  name: string;
  /** The device of the store that it is already, `printer/front`. */
  usedBy: string | null;
  acts: ReactNode;
}

/** What was found, one below the other, with what can be done with each. */
export function FoundList({ label, found }: { label: string; found: readonly FoundRow[] }) {
  const { t } = useTranslation('store-settings');
  if (found.length === 0) return null;
  return (
    <ul className={classes.found} aria-label={label}>
      {found.map(({ key, where, name, usedBy, acts }) => (
        <li key={key}>
          <span>
            <b>{name || t('seek.nameless')}</b> <small>{where}</small>
          </span>
          {usedBy === null ? (
            acts
          ) : (
            <span className={classes.note}>{t('seek.usedBy', { name: usedBy.split('/').slice(1).join('/') })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
