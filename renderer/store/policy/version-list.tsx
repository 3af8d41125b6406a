import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QueuePolicy } from '../../../core/model/rotation/policy.ts';
import type { GroupPolicies } from '../../../host/parts/rotation/views.ts';

import classes from './policy.module.css';

interface VersionListProps {
  policies: GroupPolicies;
  today: string;
  /** Goes on from a version. */
  onEdit: (policy: QueuePolicy) => void;
}

/** Every version of a group's rules, the newest first, down to the site file's. */
export function VersionList({ policies, today, onEdit }: VersionListProps) {
  const { t } = useTranslation(['policy', 'common']);
  const { versions, first } = policies;
  const past = versions.filter((version) => version.fromDate <= today);
  const stateOf = (version: (typeof versions)[number]) => {
    if (version.fromDate > today) return 'coming';
    // A later one for the whole group, or for the same gender, has taken its place.
    const isReplaced = past
      .slice(past.indexOf(version) + 1)
      .some((later) => later.gender === null || later.gender === version.gender);
    return isReplaced ? 'past' : 'inForce';
  };
  return (
    <section className={classes.card} aria-label={t('versions')}>
      <Title order={2} size="h5">
        {t('versions')}
      </Title>
      <ol className={classes.versions}>
        {versions.toReversed().map((version) => {
          const { fromDate, gender, preset, setAt, setBy, policy } = version;
          const whom = gender === null ? t('both') : t(`common:gender.${gender}`);
          const label = t('version', { date: fromDate, whom });
          const state = stateOf(version);
          return (
            <li key={`${fromDate} ${setAt} ${gender ?? ''}`}>
              <Group justify="space-between" wrap="nowrap">
                <div>
                  <Text fw={700}>{label}</Text>
                  <Text size="sm" c="var(--cr-quiet)">
                    {preset === null ? t('own') : t(`presets.${preset}`)} · {t('setBy', { who: setBy })}{' '}
                    <Badge color={state === 'inForce' ? 'teal.8' : 'gray.7'}>{t(state)}</Badge>
                  </Text>
                </div>
                <Button h={44} variant="default" aria-label={`${t('edit')}: ${label}`} onClick={() => onEdit(policy)}>
                  {t('edit')}
                </Button>
              </Group>
            </li>
          );
        })}
        <li>
          <Group justify="space-between" wrap="nowrap">
            <Text fw={700}>{t('firstVersion')}</Text>
            <Button
              h={44}
              variant="default"
              aria-label={`${t('edit')}: ${t('firstVersion')}`}
              onClick={() => onEdit(first)}
            >
              {t('edit')}
            </Button>
          </Group>
        </li>
      </ol>
    </section>
  );
}
