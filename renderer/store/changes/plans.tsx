import { Button, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { PlanView } from '../../../host/parts/settings/views.ts';
import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { useNameOf } from '../../client/who.ts';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import classes from './changes.module.css';

/** What is to be in force later, and what keeps it from that; nothing where nothing is planned. */
export function Plans() {
  const { t } = useTranslation('changes');
  const query = useQuery({ queryKey: ['settings', 'plans'], queryFn: () => api.settings.plans.query() });
  const plans = query.data ?? [];
  if (plans.length === 0) return null;
  return (
    <>
      <Title order={2} size="h5">
        {t('plans')}
      </Title>
      {plans.map((plan) => (
        <Plan key={plan.planId} plan={plan} />
      ))}
    </>
  );
}

function Plan({ plan: { planId, section, fromDate, setBy, confirmedBy, waitsFor, changes } }: { plan: PlanView }) {
  const { t } = useTranslation(['changes', 'devices']);
  const format = useFormat();
  const nameOf = useNameOf();
  const mayEdit = useMay('settings.edit');
  const name = t(`devices:site.section.${section}`);
  return (
    <section className={classes.act} data-waits={waitsFor !== null || undefined}>
      <div className={classes.who}>
        <b>{t('changes:planFrom', { section: name, date: fromDate, name: nameOf(setBy) })}</b>
        {confirmedBy !== null && <span>{t('changes:confirmedBy', { name: nameOf(confirmedBy) })}</span>}
      </div>
      {waitsFor !== null && <p role="alert">{errorText(waitsFor, format.language)}</p>}
      <ChangeLines changes={changes} />
      {mayEdit && (
        <Group mt="sm">
          {waitsFor === 'SETTINGS_PLAN_SUSPENDED' && (
            <Button h={44} onClick={() => void act('settings.confirmPlan', { planId })}>
              {t('changes:confirm')}
            </Button>
          )}
          <Button h={44} variant="default" onClick={() => void act('settings.withdrawPlan', { planId })}>
            {t('changes:withdraw')}
          </Button>
        </Group>
      )}
    </section>
  );
}
