import { Alert, Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import classes from './store-settings.module.css';

/** So many lines are shown beside the list; the settings log has all. */
const mostLines = 6;

/** What is planned of a section: what it is now and what it will be, and until when it can be taken back. */
export function Planned({ section }: { section: ScreenSection }) {
  const { t } = useTranslation('store-settings');
  const format = useFormat();
  const { timeZone, businessDayStartsAt } = useCatalog().store;
  const mayEdit = useMay('settings.edit');
  const query = useQuery({ queryKey: ['settings', 'plans'], queryFn: () => api.settings.plans.query() });
  const plans = (query.data ?? []).filter((plan) => plan.section === section);
  return plans.map(({ planId, fromDate, changes, waitsFor }) => (
    <Alert key={planId} color="yellow" mb="xs" p="xs" className={classes.planned}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text size="sm" fw={700} c="var(--cr-ink)">
            {t('plan.from', { date: fromDate })}
          </Text>
          <ChangeLines changes={changes} most={mostLines} />
          <Text size="sm" c="var(--cr-ink)">
            {waitsFor === null
              ? t('plan.until', { at: format.dateTime(instantOf(fromDate, businessDayStartsAt, timeZone)) })
              : `${errorText(waitsFor, format.language)}${format.language === 'en' ? '.' : '。'}`}{' '}
            {t('plan.first')} <a href={hashOf('changes')}>{t('history')}</a>
          </Text>
        </div>
        {mayEdit && (
          <Button h={44} variant="default" onClick={() => void act('settings.withdrawPlan', { planId })}>
            {t('plan.withdraw')}
          </Button>
        )}
      </Group>
    </Alert>
  ));
}
