import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueuePolicy } from '../../../core/model/rotation/policy.ts';
import { useFormat } from '../../client/format.ts';
import classes from './policy.module.css';
import { type PolicyChange, policyChanges, type Setting } from './policy-changes.ts';

/** What would be other than it is now, one sentence each. */
export function ChangeList({ was, is }: { was: QueuePolicy; is: QueuePolicy }) {
  const { t } = useTranslation('policy');
  const sentence = useChangeSentence();
  const changes = policyChanges(was, is);
  return (
    <section className={classes.card} aria-label={t('changes')}>
      <Title order={2} size="h5">
        {t('changes')} {changes.length > 0 && changes.length}
      </Title>
      {changes.length === 0 ? (
        <Text size="sm">{t('noChanges')}</Text>
      ) : (
        <ul className={classes.changes}>
          {changes.map((change) => (
            <li key={change.kind === 'event' ? change.event : change.setting}>{sentence(change)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useChangeSentence(): (change: PolicyChange) => string {
  const { t } = useTranslation('policy');
  const format = useFormat();
  const effect = (value: string) => t(`effects.${value}` as 'effects.keep');
  const names: Record<Setting, string> = {
    dayStart: t('dayStart'),
    dailyCap: t('dailyCap'),
    requestedPerTurn: t('requestedPerTurn'),
    noTurnItems: t('noTurnItems'),
    noTurnBelowMinor: t('noTurnBelow'),
    holdMinutes: t('holdMinutes'),
  };
  const wordsOf = (setting: Setting, value: QueuePolicy[Setting]): string => {
    if (value === null) return setting === 'dailyCap' ? t('unlimited') : t('none');
    if (typeof value === 'object') return value.map((code) => format.service(code)).join(' · ') || t('none');
    if (setting === 'dayStart') return t(`dayStarts.${value}` as 'dayStarts.check-in');
    if (setting === 'noTurnBelowMinor') return format.money(Number(value));
    return setting === 'holdMinutes' ? t('minutes', { count: Number(value) }) : String(value);
  };
  return (change) =>
    change.kind === 'event'
      ? t('changed', { what: t(`events.${change.event}`), was: effect(change.was), is: effect(change.is) })
      : t('changed', {
          what: names[change.setting],
          was: wordsOf(change.setting, change.was),
          is: wordsOf(change.setting, change.is),
        });
}
