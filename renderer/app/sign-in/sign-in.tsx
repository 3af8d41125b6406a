import { Alert, Button, Group, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconIdBadge2, IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import { digitsOf, normalCode } from '../../../core/kernel/typed.ts';
import type { SessionView } from '../../../host/contract/connection.ts';
import type { Welcome } from '../../../host/parts/sessions/views.ts';

import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { languageOf } from '../../client/i18n.ts';
import { useEndedWhy } from '../../client/screen-state.ts';
import { setSession } from '../../client/session.ts';
import { isFound } from '../../components/initials.ts';
import { maxPinLength } from '../../components/new-pin.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { PinField } from '../../components/pin-field.tsx';
import { Frame } from './frame.tsx';

/** Why whoever was signed in here is not any more. */
function EndedNote() {
  const { t } = useTranslation('sign-in');
  const ended = useEndedWhy();
  if (ended === null) return null;
  return (
    <Alert color="yellow" icon={<IconInfoCircle />}>
      {t(`ended.${ended}`)}
    </Alert>
  );
}

/** What else lets one in. */
function OtherWays({ isDemo }: { isDemo: boolean }) {
  const { t } = useTranslation('sign-in');
  return (
    <>
      {isDemo && (
        <Alert variant="light" icon={<IconInfoCircle aria-hidden />}>
          <Text size="sm" c="var(--cr-ink)">
            {t('demo')}
          </Text>
        </Alert>
      )}
      <Group gap="xs" c="var(--cr-quiet)">
        <IconIdBadge2 size={20} aria-hidden />
        <Text size="sm">{t('card')}</Text>
      </Group>
    </>
  );
}

/** Who are you, and your PIN: by keyboard, by touch, or by a card held to the reader. */
export function SignIn({ welcome }: { welcome: Welcome }) {
  const { t, i18n } = useTranslation(['sign-in', 'common']);
  const client = useQueryClient();
  const [staffNo, setStaffNo] = useState('');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const pinField = useRef<HTMLInputElement>(null);
  const language = languageOf(i18n.language);

  useCardSignIn((why) => setError(why === 'pin' ? t('sign-in:pinToo') : errorText('CARD_SEVERAL_WINDOWS', language)));

  const found = welcome.staff.filter((person) => isFound(staffNo, person.no, [person.name]));
  const exact = welcome.staff.find((person) => person.no.toLowerCase() === normalCode(staffNo).toLowerCase());
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
      begin(await api.session.signIn.mutate({ staffNo: chosen.no, pin }));
      void client.invalidateQueries({ queryKey: ['welcome'] });
    } catch (refused) {
      setError(textOfError(refused));
      setPin('');
      pinField.current?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <Frame title={welcome.storeName?.[language] ?? t('sign-in:title')} width={760} languages={welcome.languages}>
      <EndedNote />
      <form onSubmit={(event) => void submit(event)}>
        <Group align="stretch" gap="xl">
          <Stack flex="1 1 280px" gap="sm">
            <TextInput
              label={t('sign-in:staffNo')}
              placeholder={t('sign-in:staffHint')}
              size="md"
              autoFocus
              autoComplete="username"
              maxLength={40}
              value={staffNo}
              onChange={(event) => {
                setStaffNo(event.currentTarget.value);
                setError(null);
              }}
            />
            <StaffList people={found} chosenNo={chosen?.no} onChoose={choose} />
          </Stack>
          <Stack flex="1 1 290px" maw={420} gap="sm">
            <PinField
              ref={pinField}
              label={t('sign-in:pin')}
              autoComplete="current-password"
              maxLength={maxPinLength}
              value={pin}
              error={error}
              onChange={(event) => setPin(digitsOf(event.currentTarget.value))}
            />
            <NumberPad value={pin} onChange={setPin} maxLength={maxPinLength} />
            <Button type="submit" h={52} fz="lg" loading={busy} disabled={!chosen}>
              {t('sign-in:submit')}
            </Button>
          </Stack>
        </Group>
      </form>
      {chosen && !chosen.hasPin && <Text c="var(--cr-amber)">{t('sign-in:noPin')}</Text>}
      <OtherWays isDemo={welcome.demo} />
    </Frame>
  );
}

/** Takes over a session that the store just began. */
function begin({ token, ...session }: SessionView & { token: string }): void {
  setSession(session, token);
}

/** A card at this station signs in by itself, or `onRefused` is told why not: the PIN is needed too, several windows wait. */
function useCardSignIn(onRefused: (why: 'pin' | 'several') => void): void {
  const latest = useRef(onRefused);
  useEffect(() => {
    latest.current = onRefused;
  });
  useEffect(() => {
    const subscription = api.session.onCard.subscribe(undefined, {
      onData: (came) => (came.kind === 'in' ? begin(came.session) : latest.current(came.kind)),
    });
    return () => subscription.unsubscribe();
  }, []);
}

interface StaffListProps {
  people: Welcome['staff'];
  chosenNo: string | undefined;
  onChoose: (staffNo: string) => void;
}

function StaffList({ people, chosenNo, onChoose }: StaffListProps) {
  const { t } = useTranslation(['sign-in', 'common']);
  return (
    <ScrollArea h={330} type="auto" role="group" aria-label={t('sign-in:staffList')}>
      <Stack gap={4}>
        {people.map((person) => (
          <Button
            key={person.no}
            variant={chosenNo === person.no ? 'light' : 'subtle'}
            color={chosenNo === person.no ? 'teal' : 'dark'}
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
