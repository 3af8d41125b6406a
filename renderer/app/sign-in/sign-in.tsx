import { Alert, Group, Text } from '@mantine/core';
import { IconIdBadge2, IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { SessionView } from '../../../host/contract/connection.ts';
import type { Welcome } from '../../../host/parts/sessions/views.ts';
import { api } from '../../client/api.ts';
import { languageOf } from '../../client/i18n.ts';
import { useEndedWhy } from '../../client/screen-state.ts';
import { setSession } from '../../client/session.ts';
import { WhoForm } from '../../shared/access/who-form.tsx';
import { beginWork } from '../first-screen.ts';
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
  const { t, i18n } = useTranslation('sign-in');
  const client = useQueryClient();
  const [cardError, setCardError] = useState<string | null>(null);
  const language = languageOf(i18n.language);
  useCardSignIn((why) => setCardError(why === 'pin' ? t('pinToo') : errorText('CARD_SEVERAL_WINDOWS', language)));
  return (
    <Frame title={welcome.storeName?.[language] ?? t('title')} width={760} languages={welcome.languages}>
      <EndedNote />
      <WhoForm
        people={welcome.staff}
        submitLabel={t('submit')}
        otherError={cardError}
        onSubmit={async (staffNo, pin) => {
          begin(await api.session.signIn.mutate({ staffNo, pin }));
          void client.invalidateQueries({ queryKey: ['welcome'] });
        }}
      />
      <OtherWays isDemo={welcome.demo} />
    </Frame>
  );
}

/** Takes over a session that the store just began. */
function begin({ token, ...session }: SessionView & { token: string }): void {
  setSession(session, token);
  beginWork(session);
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
