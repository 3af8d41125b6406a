import { MultiSelect, NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorToDecimal } from '../../../core/kernel/money.ts';
import { dayStarts, type QueuePolicy } from '../../../core/model/rotation/policy.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import classes from './policy.module.css';

interface PolicyFieldsProps {
  group: string;
  policy: QueuePolicy;
  canEdit: boolean;
  onChange: (policy: QueuePolicy) => void;
}

/** The settings beside the table: how the day begins, caps, items that are no turn, holds. */
export function PolicyFields({ group, policy, canEdit, onChange }: PolicyFieldsProps) {
  const { t } = useTranslation('policy');
  const format = useFormat();
  const { services, store } = useCatalog();
  // How many minor units make one of the currency: 100 for most, 1 for some.
  const minorUnits = 100_000 / Number(minorToDecimal(100_000, store.currency));
  const wholeOrNull = (value: number | string) => (typeof value === 'number' && value >= 1 ? Math.round(value) : null);
  return (
    <div className={classes.fields}>
      <NativeSelect
        size="md"
        label={t('dayStart')}
        disabled={!canEdit}
        value={policy.dayStart}
        data={dayStarts.map((value) => ({ value, label: t(`dayStarts.${value}`) }))}
        onChange={({ currentTarget }) => {
          const dayStart = dayStarts.find((one) => one === currentTarget.value);
          if (dayStart) onChange({ ...policy, dayStart });
        }}
      />
      <NumberInput
        size="md"
        label={t('dailyCap')}
        disabled={!canEdit}
        min={1}
        max={100}
        allowDecimal={false}
        hideControls
        value={policy.dailyCap ?? ''}
        onChange={(value) => onChange({ ...policy, dailyCap: wholeOrNull(value) })}
      />
      <NumberInput
        size="md"
        label={t('requestedPerTurn')}
        disabled={!canEdit}
        min={1}
        max={20}
        allowDecimal={false}
        hideControls
        value={policy.requestedPerTurn ?? ''}
        onChange={(value) => onChange({ ...policy, requestedPerTurn: wholeOrNull(value) })}
      />
      <NumberInput
        size="md"
        label={t('noTurnBelow')}
        disabled={!canEdit}
        min={0}
        max={1_000_000}
        hideControls
        value={policy.noTurnBelowMinor / minorUnits}
        onChange={(value) => onChange({ ...policy, noTurnBelowMinor: Math.round((Number(value) || 0) * minorUnits) })}
      />
      <NumberInput
        size="md"
        label={t('holdMinutes')}
        disabled={!canEdit}
        min={1}
        max={720}
        allowDecimal={false}
        hideControls
        value={policy.holdMinutes}
        onChange={(value) => onChange({ ...policy, holdMinutes: wholeOrNull(value) ?? 30 })}
      />
      <MultiSelect
        size="md"
        label={t('noTurnItems')}
        disabled={!canEdit}
        value={[...policy.noTurnItems]}
        data={services
          .filter((service) => service.group === group)
          .map((service) => ({ value: service.code, label: `${service.code} ${format.text(service.name)}` }))}
        onChange={(noTurnItems) => onChange({ ...policy, noTurnItems })}
      />
    </div>
  );
}
