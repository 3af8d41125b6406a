import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { digitsOf, normalPhone } from '../../../core/kernel/typed.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import { phoneKeyOf } from '../../../core/model/reservations/reservation.ts';

import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { commandOf, type Draft, freeQuestionOf, type Missing, nextMorningOf } from './draft.ts';
import { ItemRows } from './item-rows.tsx';
import classes from './reservations.module.css';

interface BookingFormProps {
  title: string;
  submitLabel: string;
  first: Draft;
  /** The reservation that is being changed. */
  exceptId?: string;
  /** Throws what the store refuses: that is told here, and everything typed stays. */
  onSubmit: (command: CommandInput<'reservation.book'>) => Promise<void>;
  onCancel: () => void;
}

const phoneLength = 7;
/** Refusals of the roster, which a reason overrules. */
const rosterCodes = new Set(['TECHNICIAN_ON_LEAVE', 'TECHNICIAN_DAY_OFF', 'TECHNICIAN_OFF_SHIFT']);

/** Books or edits: when, for how many and whom, which items by whom, in which room. */
export function BookingForm({ title, submitLabel, first, exceptId, onSubmit, onCancel }: BookingFormProps) {
  const { t } = useTranslation(['reservations', 'common']);
  const { store, services } = useCatalog();
  const [draft, setDraft] = useState(first);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [busy, setBusy] = useState(false);
  /** What the roster has against it. */
  const [refused, setRefused] = useState<string | null>(null);
  const set = (more: Partial<Draft>) => {
    setDraft({ ...draft, ...more });
    setRefused(null);
  };
  useHotkeys([['Escape', onCancel]], []);

  const submit = async (despiteRoster?: string) => {
    if (busy) return;
    const command = commandOf(draft, store);
    setMissing(typeof command === 'string' ? command : null);
    if (typeof command === 'string') return;
    setBusy(true);
    try {
      await onSubmit({ ...command, ...(despiteRoster && { despiteRoster }) });
    } catch (error) {
      if (rosterCodes.has(refusalOf(error)?.code ?? '')) setRefused(textOfError(error));
      else tellError(error);
    }
    setBusy(false);
  };
  const question = freeQuestionOf(draft, services, store, exceptId ?? null);
  const text = (name: 'guestName' | 'phone' | 'roomNo' | 'note', more: object = {}) => ({
    label: t(`reservations:fields.${name}`),
    size: 'md' as const,
    autoComplete: 'off',
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
    ...more,
  });
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    void submit();
  };
  return (
    <>
      <form className={classes.form} onSubmit={onForm}>
        <Stack gap="sm" className={classes.formBody}>
          <Text component="h2" fw={700} fz={18}>
            {title}
          </Text>
          <WhenFields draft={draft} isMissing={missing === 'time'} onChange={set} />
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
              onChange={(event) => set({ minutes: digitsOf(event.currentTarget.value).slice(0, 3) })}
            />
          </Group>
          <ItemRows
            rows={draft.rows}
            onChange={(rows) => set({ rows })}
            isMissing={missing === 'item'}
            question={question}
          />
          <TextInput {...text('note', { maxLength: 200 })} />
        </Stack>
        {refused === null && (
          <Group gap="xs" grow className={classes.formFoot}>
            <Button variant="default" h={48} onClick={onCancel} rightSection={<KeyHint keys="Esc" />}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" h={48} loading={busy} rightSection={<KeyHint keys="Enter" />}>
              {submitLabel}
            </Button>
          </Group>
        )}
      </form>
      {/* A form of its own: a reason is not sent with the rest of it. */}
      {refused !== null && (
        <div className={classes.formFoot}>
          <ReasonPrompt
            title={refused}
            suggestions={t('reservations:despiteRoster').split('|')}
            confirmLabel={t('reservations:bookAnyway')}
            onCancel={() => setRefused(null)}
            onConfirm={(reason) => void submit(reason)}
          />
        </div>
      )}
    </>
  );
}

/** What is known of a phone number: who it is, and how often nobody came. */
function PhoneNote({ phone }: { phone: string }) {
  const { t } = useTranslation('reservations');
  const key = phoneKeyOf(normalPhone(phone));
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

interface WhenFieldsProps {
  draft: Pick<Draft, 'date' | 'time'>;
  isMissing: boolean;
  onChange: (changed: Partial<Draft>) => void;
}

/** The trading day and the time; after midnight which day that is on the wall. */
function WhenFields({ draft, isMissing, onChange }: WhenFieldsProps) {
  const { t } = useTranslation('reservations');
  const { store } = useCatalog();
  const morning = nextMorningOf(draft, store);
  return (
    <Group gap="xs" grow align="flex-start">
      <TextInput
        type="date"
        label={t('fields.date')}
        size="md"
        value={draft.date}
        onChange={(event) => onChange({ date: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('fields.time')}
        size="md"
        autoComplete="off"
        value={draft.time}
        error={isMissing ? t('missing.time') : null}
        description={morning && t('nextMorning', { date: morning.slice(5), time: draft.time })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
      />
    </Group>
  );
}
