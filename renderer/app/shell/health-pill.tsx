import { IconAlertTriangle, IconHeartRateMonitor } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../client/router.ts';
import { useHealth } from '../../shared/health/use-health.ts';
import classes from './shell.module.css';

/** The way to all that is wrong, and how much that is. */
export function HealthPill() {
  const { t } = useTranslation('shell');
  const { data } = useHealth();
  if (!data) return null;
  const wrong = data.lines.filter(({ tone }) => tone === 'wrong').length;
  const Icon = wrong > 0 ? IconAlertTriangle : IconHeartRateMonitor;
  return (
    <a
      href={hashOf('health')}
      className={classes.pill}
      data-tone={wrong > 0 ? 'warn' : undefined}
      title={t('health.hint')}
    >
      <Icon size={15} stroke={2.2} color={wrong > 0 ? undefined : 'var(--cr-green)'} aria-hidden />
      {t(wrong > 0 ? 'health.wrong' : 'health.well', { count: wrong })}
    </a>
  );
}
