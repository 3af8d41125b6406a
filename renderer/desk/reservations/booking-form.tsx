import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { phoneKeyOf } from '../../../core/reservations/reservation.ts';
import type { CommandInput } from '../../../core/store/commands.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useFormat } from '../../client/format.ts';
import { isFound } from '../../components/initials.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { commandOf, type Draft, type DraftItem, type Missing } from './draft.ts';
import classes from './reservations.module.css';

interface BookingFormProps {
  title: string;
  submitLabel: string;
  first: Draft;
  /** False where the store refused; it has been told then, and everything typed stays. */
  onSubmit: (command: CommandInput<'reservation.book'>) => Promise<boolean>;
  onCancel: () => void;
}

const phoneLength = 7;

/** Books or edits: when, for how many and whom, which items by whom, in which room. */
export function BookingForm({ title, submitLabel, first, onSubmit, onCancel }: BookingFormProps) {
  const { t } = useTranslation(['reservations', 'common']);
  const { store } = useCatalog();
  const [draft, setDraft] = useState(first);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  useHotkeys([['Escape', onCancel]], []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const command = commandOf(draft, store);
    setMissing(typeof command === 'string' ? command : null);
    if (typeof command === 'string') return;
    setBusy(true);
    await onSubmit(command);
    setBusy(false);
  };
  const text = (name: 'time' | 'guestName' | 'phone' | 'roomNo' | 'note', more: object = {}) => ({
    label: t(`reservations:fields.${name}`),
    size: 'md' as const,
    autoComplete: 'off',
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
    ...more,
  });
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <Stack gap="sm" className={classes.formBody}>
        <Text component="h2" fw={700} fz={18}>
          {title}
        </Text>
        <Group gap="xs" grow align="flex-start">
          <TextInput
            type="date"
            label={t('reservations:fields.date')}
            size="md"
            value={draft.date}
            onChange={(event) => set({ date: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            {...text('time', { error: missing === 'time' ? t('reservations:missing.time') : null })}
          />
        </Group>
        <Group gap="xs" grow align="flex-start">
          <TextInput
            {...text('guestName', {
              autoFocus: true,
              maxLength: 40,
              error: missing === 'guestName' ? t('reservations:missing.guestName') : null,
            })}
          />
          <TextInput type="tel" {...text('phone', { maxLength: 24 })} />
        </Group>
        <PhoneNote phone={draft.phone} />
        <Group gap="xs" grow align="flex-start">
          <NumberInput
            label={t('reservations:fields.guestCount')}
            size="md"
            min={1}
            max={40}
            allowDecimal={false}
            hideControls
            value={draft.guestCount}
            onChange={(value) => set({ guestCount: Math.max(1, Number(value) || 1) })}
          />
          <TextInput {...text('roomNo', { maxLength: 8, placeholder: t('reservations:anyRoom') })} />
          <TextInput
            label={t('reservations:fields.minutes')}
            placeholder={t('reservations:byItems')}
            inputMode="numeric"
            size="md"
            value={draft.minutes}
            onChange={(event) => set({ minutes: event.currentTarget.value.replace(/\D/g, '').slice(0, 3) })}
          />
        </Group>
        <ItemRows rows={draft.rows} onChange={(rows) => set({ rows })} isMissing={missing === 'item'} />
        <TextInput {...text('note', { maxLength: 200 })} />
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} onClick={onCancel} rightSection={<KeyHint keys="Esc" />}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={48} loading={busy} rightSection={<KeyHint keys="Enter" />}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}

/** What is known of a phone number: who it is, and how often nobody came. */
function PhoneNote({ phone }: { phone: string }) {
  const { t } = useTranslation('reservations');
  const key = phoneKeyOf(phone);
  const query = useQuery({
    queryKey: ['reservations', 'phone', key],
    queryFn: () => api.reservations.phone.query({ phone: key }),
    enabled: key.length >= phoneLength,
  });
  const known = query.data;
  if (!known || known.guestName === null) return null;
  const { noShows, arrived, guestName } = known;
  return (
    <Text size="sm" role="status" c={noShows > 0 ? 'var(--cr-red)' : 'var(--cr-quiet)'}>
      {t('known', { name: guestName, count: arrived })}
      {noShows > 0 && ` · ${t('noShows', { count: noShows })}`}
    </Text>
  );
}

interface ItemRowsProps {
  rows: DraftItem[];
  onChange: (rows: DraftItem[]) => void;
  isMissing: boolean;
}

function ItemRows({ rows, onChange, isMissing }: ItemRowsProps) {
  const { t } = useTranslation('reservations');
  const { services } = useCatalog();
  const format = useFormat();
  const namesOf = new Map(services.map((service) => [service.code, Object.values(service.name)]));
  const data = services.map(({ code }) => ({ value: code, label: `${code} ${format.service(code)}` }));
  const put = (id: number, more: Partial<DraftItem>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...more } : row)));
  return (
    <fieldset className={classes.items}>
      <legend>{t('fields.items')}</legend>
      {rows.map((row, at) => (
        <Group key={row.id} gap={6} wrap="nowrap" align="flex-start">
          <Select
            aria-label={t('fields.item', { n: at + 1 })}
            placeholder={t('fields.itemHint')}
            size="md"
            flex={1.4}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('fields.noItem') }}
            data={data}
            filter={({ options, search }) =>
              options.filter(
                (one) => 'value' in one && isFound(search, one.value, [...(namesOf.get(one.value) ?? []), one.label]),
              )
            }
            value={row.serviceCode || null}
            error={isMissing && row.serviceCode === '' && row.technicians !== '' ? t('missing.item') : null}
            onChange={(value) => put(row.id, { serviceCode: value ?? '' })}
          />
          <TextInput
            aria-label={t('fields.technicians', { n: at + 1 })}
            placeholder={t('fields.technicianHint')}
            size="md"
            flex={1}
            maxLength={24}
            autoComplete="off"
            value={row.technicians}
            onChange={(event) => put(row.id, { technicians: event.currentTarget.value })}
          />
          <ActionIcon
            size={44}
            variant="subtle"
            color="gray"
            disabled={rows.length === 1}
            aria-label={t('fields.removeItem', { n: at + 1 })}
            onClick={() => onChange(rows.filter((one) => one.id !== row.id))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
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
