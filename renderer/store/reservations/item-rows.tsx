import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { techniciansFor } from '../../../core/model/site/defaults.ts';
import type { FreeQuestion } from '../../../host/parts/reservations/views.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { isFound } from '../../components/initials.ts';
import { useGone } from './booked-words.ts';
import { type DraftItem, numbersIn } from './draft.ts';
import { FreeThen } from './free-then.tsx';
import classes from './reservations.module.css';

interface ItemRowsProps {
  rows: DraftItem[];
  onChange: (rows: DraftItem[]) => void;
  isMissing: boolean;
  /** The time that stands in the form; null while it is none. */
  question: FreeQuestion | null;
}

/** Which items are booked and by whom; below the line that is being filled in, who is free then. */
export function ItemRows({ rows, onChange, isMissing, question }: ItemRowsProps) {
  const { t } = useTranslation('reservations');
  const { services } = useCatalog();
  const [current, setCurrent] = useState(rows[0]?.id ?? 1);
  const put = (id: number, more: Partial<DraftItem>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...more } : row)));
  const shown = rows.find(({ id }) => id === current) ?? rows[0];
  /** Added as long as the item takes one more, else in place of the last. */
  const withToggled = ({ serviceCode, technicians }: DraftItem, no: string) => {
    const asked = numbersIn(technicians);
    if (asked.includes(no)) return asked.filter((one) => one !== no).join(' ');
    const takes = techniciansFor(services.find(({ code }) => code === serviceCode));
    return [...asked.slice(0, takes - 1), no].join(' ');
  };
  return (
    <fieldset className={classes.items}>
      <legend>{t('fields.items')}</legend>
      {rows.map((row, at) => (
        <ItemRow
          key={row.id}
          row={row}
          n={at + 1}
          isOnly={rows.length === 1}
          isMissing={isMissing}
          onFocus={() => setCurrent(row.id)}
          onChange={(more) => put(row.id, more)}
          onRemove={() => onChange(rows.filter((one) => one.id !== row.id))}
        />
      ))}
      {question && shown && (
        <FreeThen
          question={question}
          serviceCode={shown.serviceCode}
          chosen={numbersIn(shown.technicians)}
          onToggle={(no) => put(shown.id, { technicians: withToggled(shown, no), gone: [] })}
        />
      )}
      <Button
        h={44}
        variant="subtle"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() =>
          onChange([...rows, { id: Math.max(...rows.map(({ id }) => id)) + 1, serviceCode: '', technicians: '' }])
        }
      >
        {t('fields.addItem')}
      </Button>
    </fieldset>
  );
}

interface ItemRowProps {
  row: DraftItem;
  /** Which line it is, from 1. */
  n: number;
  isOnly: boolean;
  isMissing: boolean;
  onFocus: () => void;
  onChange: (more: Partial<DraftItem>) => void;
  onRemove: () => void;
}

/** One item, and by whom. */
function ItemRow({ row, n, isOnly, isMissing, onFocus, onChange, onRemove }: ItemRowProps) {
  const { t } = useTranslation('reservations');
  const { services } = useCatalog();
  const format = useFormat();
  const namesOf = new Map(services.map((service) => [service.code, Object.values(service.name)]));
  const sold = services.map(({ code }) => ({ value: code, label: `${code} ${format.service(code)}` }));
  // What was booked and is not sold any more stays until something else is chosen.
  const { serviceCode } = row;
  const gone = serviceCode.startsWith('~') ? [{ value: serviceCode, label: format.service(serviceCode) }] : [];
  const data = [...sold, ...gone];
  const goneOf = useGone();
  return (
    <Group gap={6} wrap="nowrap" align="flex-start" onFocus={onFocus}>
      <Select
        aria-label={t('fields.item', { n })}
        placeholder={t('fields.itemHint')}
        size="md"
        flex={1.4}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('fields.noItem'), size: 'xl', variant: 'transparent' }}
        rightSectionWidth={44}
        data={data}
        filter={({ options, search }) =>
          options.filter(
            (one) => 'value' in one && isFound(search, one.value, [...(namesOf.get(one.value) ?? []), one.label]),
          )
        }
        value={row.serviceCode || null}
        error={isMissing && row.serviceCode === '' && row.technicians !== '' ? t('missing.item') : null}
        onChange={(value) => onChange({ serviceCode: value ?? '' })}
      />
      <TextInput
        aria-label={t('fields.technicians', { n })}
        placeholder={t('fields.technicianHint')}
        size="md"
        flex={1}
        maxLength={24}
        autoComplete="off"
        value={row.technicians}
        description={row.gone?.length ? t('fields.gone', { who: row.gone.map(goneOf).join('、') }) : null}
        inputWrapperOrder={['input', 'description']}
        onChange={(event) => onChange({ technicians: event.currentTarget.value, gone: [] })}
      />
      <ActionIcon
        size={44}
        variant="subtle"
        color="gray"
        disabled={isOnly}
        aria-label={t('fields.removeItem', { n })}
        onClick={onRemove}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
