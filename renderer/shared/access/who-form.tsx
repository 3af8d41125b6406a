import { Button, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { digitsOf, normalCode } from '../../../core/kernel/typed.ts';
import type { Welcome } from '../../../host/parts/sessions/views.ts';
import { textOfError } from '../../client/errors.ts';
import { isFound } from '../../components/initials.ts';
import { maxPinLength } from '../../components/new-pin.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { PinField } from '../../components/pin-field.tsx';

type Person = Omit<Welcome['staff'][number], 'hasPin'> & { hasPin?: boolean };

interface WhoFormProps {
  people: readonly Person[];
  submitLabel: string;
  /** Why somebody was refused otherwise, by card. */
  otherError?: string | null;
  /** Throws what the store refuses; the number stays and the PIN is asked again. */
  onSubmit: (staffNo: string, pin: string) => Promise<void>;
}

/** What was typed and chosen, and what the store said to it. */
function useWho({ people, onSubmit }: Pick<WhoFormProps, 'people' | 'onSubmit'>) {
  const [staffNo, setStaffNo] = useState('');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const pinField = useRef<HTMLInputElement>(null);

  const found = people.filter((person) => isFound(staffNo, person.no, [person.name]));
  const exact = people.find((person) => person.no.toLowerCase() === normalCode(staffNo).toLowerCase());
  const chosen = exact ?? (found.length === 1 ? found[0] : undefined);

  const choose = (no: string) => {
    setStaffNo(no);
    setError(null);
    pinField.current?.focus();
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!chosen || busy) return;
    if (pin === '') {
      choose(chosen.no);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      await onSubmit(chosen.no, pin);
    } catch (refused) {
      setError(textOfError(refused));
      setPin('');
      pinField.current?.focus();
    } finally {
      setBusy(false);
    }
  };

  const type = (text: string) => {
    setStaffNo(text);
    setError(null);
  };
  return { staffNo, pin, error, busy, pinField, found, chosen, choose, submit, type, setPin };
}

/** Who is it, and her PIN: by keyboard or by touch. */
export function WhoForm({ people, submitLabel, otherError = null, onSubmit }: WhoFormProps) {
  const { t } = useTranslation(['access', 'common']);
  const { staffNo, pin, error, busy, pinField, found, chosen, choose, submit, type, setPin } = useWho({
    people,
    onSubmit,
  });
  return (
    <>
      <form onSubmit={(event) => void submit(event)}>
        <Group align="stretch" gap="xl">
          <Stack flex="1 1 280px" gap="sm">
            <TextInput
              label={t('access:who.staffNo')}
              placeholder={t('access:who.staffHint')}
              size="md"
              autoFocus
              data-autofocus
              autoComplete="username"
              maxLength={40}
              value={staffNo}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <StaffList people={found} chosenNo={chosen?.no} onChoose={choose} />
          </Stack>
          <Stack flex="1 1 290px" maw={420} gap="sm">
            <PinField
              ref={pinField}
              label={t('access:who.pin')}
              autoComplete="current-password"
              maxLength={maxPinLength}
              value={pin}
              error={error ?? otherError}
              onChange={(event) => setPin(digitsOf(event.currentTarget.value))}
            />
            <NumberPad value={pin} onChange={setPin} maxLength={maxPinLength} />
            <Button type="submit" h={52} fz="lg" loading={busy} disabled={!chosen}>
              {submitLabel}
            </Button>
          </Stack>
        </Group>
      </form>
      {chosen?.hasPin === false && <Text c="var(--cr-amber)">{t('access:who.noPin')}</Text>}
    </>
  );
}

interface StaffListProps {
  people: readonly Person[];
  chosenNo: string | undefined;
  onChoose: (staffNo: string) => void;
}

function StaffList({ people, chosenNo, onChoose }: StaffListProps) {
  const { t } = useTranslation(['access', 'common']);
  return (
    <ScrollArea h={330} type="auto" role="group" aria-label={t('access:who.staffList')}>
      <Stack gap={4}>
        {people.map((person) => (
          <Button
            key={person.no}
            variant={chosenNo === person.no ? 'light' : 'subtle'}
            color={chosenNo === person.no ? 'teal' : 'gray'}
            c={chosenNo === person.no ? undefined : 'var(--cr-ink)'}
            h={44}
            justify="flex-start"
            aria-pressed={chosenNo === person.no}
            onClick={() => onChoose(person.no)}
          >
            <Text component="span" fw={700} w={52} ta="left">
              {person.no}
            </Text>
            {person.name}
            <Text component="span" size="sm" c="var(--cr-quiet)" ml="sm">
              {t(`common:role.${person.role}`)}
            </Text>
          </Button>
        ))}
      </Stack>
    </ScrollArea>
  );
}
