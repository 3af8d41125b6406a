import { Group, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { OnDutyPerson, SpellTimes } from '../../../core/model/attendance/roster.ts';
import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';
import { spellOf, timeOn, typedSpellOf } from './spell-times.ts';

const hourMs = 60 * minuteMs;

interface SpellFormProps {
  person: OnDutyPerson;
  date: string;
  /** The spell that is put right, as it was seen; null adds one. */
  was: SpellTimes | null;
  isStrike: boolean;
  title: string;
  onClose: () => void;
}

/** The times as they should be, and why. */
export function SpellForm({ person, date, was, isStrike, title, onClose }: SpellFormProps) {
  const { t } = useTranslation('attendance');
  const { store } = useCatalog();
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => typedSpellOf(was, store));
  const [tried, setTried] = useState(false);
  const lasts = was !== null && was.offAt === null;
  const spell = isStrike ? null : spellOf(date, was, typed, store);
  const confirm = async (reason: string) => {
    setTried(true);
    if (!isStrike && !spell) return;
    const done = await act('attendance.correctSpell', { person, was, spell, reason });
    // Refused or not: what stands there now is what the next try must start from.
    await client.invalidateQueries({ queryKey: ['attendance'] });
    if (!done) return;
    showDone(t('spell.done'));
    onClose();
  };
  const field = (which: 'on' | 'off') => (
    <TextInput
      type="time"
      size="md"
      label={t(`spell.${which}`)}
      value={typed[which]}
      error={tried && typed[which] === '' ? t('spell.needed') : null}
      onChange={(event) => setTyped({ ...typed, [which]: event.currentTarget.value })}
    />
  );
  return (
    <section aria-label={title}>
      <Text fw={600}>{title}</Text>
      {!isStrike && (
        <Group gap="sm" grow align="flex-start" mb="xs">
          {field('on')}
          {!lasts && field('off')}
        </Group>
      )}
      {spell && spell.offAt !== null && (
        <Text size="sm" mb="xs">
          {t('spell.means', {
            spell: `${timeOn(date, spell.onAt, store)} – ${timeOn(date, spell.offAt, store)}`,
            hours: ((spell.offAt - spell.onAt) / hourMs).toFixed(1),
          })}
        </Text>
      )}
      {lasts && (
        <Text size="sm" mb="xs">
          {t('spell.endsByDuty')}
        </Text>
      )}
      <ReasonPrompt
        title={t('spell.why')}
        suggestions={[t('spell.reasons.forgotOff'), t('spell.reasons.forgotOn'), t('spell.reasons.mistake')]}
        confirmLabel={t('spell.confirm')}
        onConfirm={(reason) => void confirm(reason)}
        onCancel={onClose}
      />
    </section>
  );
}
