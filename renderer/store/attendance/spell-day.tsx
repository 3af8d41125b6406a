import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isEndUnknown } from '../../../core/model/attendance/day.ts';
import type { OnDutyPerson, SpellTimes } from '../../../core/model/attendance/roster.ts';
import type { SpellDayView } from '../../../host/parts/attendance/views.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import classes from './attendance.module.css';
import { SpellForm } from './spell-form.tsx';
import { timeOn } from './spell-times.ts';

/** Whose day is open; `date` null is today. */
export interface OpenDay {
  person: OnDutyPerson;
  /** As people see it. */
  no: string;
  name: string;
  date: string | null;
}

/** One person's spells of a trading day: a manager puts them right, and sees what was put right before. */
export function SpellDay({ open: { person, no, name, date: first }, onClose }: { open: OpenDay; onClose: () => void }) {
  const { t } = useTranslation(['attendance', 'common']);
  const [date, setDate] = useState(first);
  const query = useQuery({
    queryKey: ['attendance', 'day', person.kind, person.no, date],
    queryFn: () => api.attendance.day.query({ person, date }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('attendance:spell.title', { no, name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="sm">
        <TextInput
          type="date"
          size="md"
          w={200}
          label={t('attendance:spell.date')}
          value={date ?? query.data?.date ?? ''}
          onChange={(event) => setDate(event.currentTarget.value || null)}
        />
        <AsyncBoundary query={query}>{(view) => <Day key={view.date} view={view} />}</AsyncBoundary>
      </Stack>
    </Modal>
  );
}

/** What is being put right: `was` null adds a spell. */
type Editing = { was: SpellTimes | null; act: 'change' | 'strike' };

function Day({ view }: { view: SpellDayView }) {
  const { t } = useTranslation('attendance');
  const { text } = useSpellText(view.date);
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <>
      {view.isClosed && <Alert color="gray">{t('spell.closed')}</Alert>}
      {view.spells.length === 0 && <EmptyNote text={t('spell.none')} />}
      {view.spells.map((spell) => (
        <Group key={`${spell.onAt} ${spell.offAt}`} justify="space-between" className={classes.spell}>
          <Text fw={600}>{text(spell)}</Text>
          {!view.isClosed && (
            <Group gap={6}>
              <Button h={44} px="sm" variant="default" onClick={() => setEditing({ was: spell, act: 'change' })}>
                {t('spell.change')}
              </Button>
              {spell.offAt !== null && (
                <Button h={44} px="sm" variant="default" onClick={() => setEditing({ was: spell, act: 'strike' })}>
                  {t('spell.strike')}
                </Button>
              )}
            </Group>
          )}
        </Group>
      ))}
      {!view.isClosed && !editing && (
        <Button h={44} variant="default" onClick={() => setEditing({ was: null, act: 'change' })}>
          {t('spell.add')}
        </Button>
      )}
      {editing && (
        <SpellForm
          key={`${editing.act} ${editing.was?.onAt}`}
          {...{ person: view.person, date: view.date, was: editing.was, isStrike: editing.act === 'strike' }}
          title={editing.was ? t(`spell.${editing.act}Of`, { spell: text(editing.was) }) : t('spell.add')}
          onClose={() => setEditing(null)}
        />
      )}
      <Corrections view={view} />
    </>
  );
}

function Corrections({ view: { date, corrections } }: { view: SpellDayView }) {
  const { t } = useTranslation('attendance');
  const { text, time } = useSpellText(date);
  if (corrections.length === 0) return null;
  return (
    <section aria-label={t('spell.earlier')}>
      <Text fw={600}>{t('spell.earlier')}</Text>
      {corrections.map(({ at, by, reason, before, after }) => (
        <div key={`${at} ${before?.onAt} ${after?.onAt}`} className={classes.correction}>
          <div>
            {before ? text(before) : t('spell.missing')} → {after ? text(after) : t('spell.struck')}
          </div>
          <Text size="sm" c="var(--cr-quiet)">
            {t('spell.who', { time: time(at), by, reason })}
          </Text>
        </div>
      ))}
    </section>
  );
}

function useSpellText(date: string) {
  const { t } = useTranslation('attendance');
  const { store } = useCatalog();
  const time = (at: number) => timeOn(date, at, store);
  const end = ({ onAt, offAt }: SpellTimes) => {
    if (offAt === null) return t('spell.lasts');
    return isEndUnknown({ onAt, offAt }) ? t('spell.unknownEnd') : time(offAt);
  };
  const text = (spell: SpellTimes) => `${time(spell.onAt)} – ${end(spell)}`;
  return { text, time };
}
