import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode, normalText } from '../../../core/kernel/typed.ts';
import type { LostPairing } from '../../../host/parts/sessions/views.ts';
import { handedPairingCode } from '../../client/address.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { stationToken } from '../../client/storage.ts';
import { Frame } from './frame.tsx';

/** Opened at the store's own machine: there the address the program prints lets it in without a code. */
const isThisMachine = () => ['127.0.0.1', 'localhost', '[::1]'].includes(window.location.hostname);

/** By this device's clock: the store's time zone is told to its own screens only. */
const momentHere = (at: number) => new Date(at).toLocaleString('sv-SE').slice(5, 16);

/** A screen on another machine asks to belong to the store. */
export function Pairing({ lost }: { lost: LostPairing | null }) {
  const { t } = useTranslation('sign-in');
  const [code, setCode] = useState(handedPairingCode);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !normalCode(code) || !normalText(name)) return;
    setBusy(true);
    try {
      const { stationToken: token } = await api.session.pair.mutate({ code: normalCode(code), name: normalText(name) });
      stationToken.set(token);
      // A connection says once, at its beginning, which station it is.
      window.location.reload();
    } catch (refused) {
      setError(textOfError(refused));
      setBusy(false);
    }
  };

  return (
    <Frame title={t('pairing.title')} intro={t('pairing.body')}>
      {lost && (
        <Alert color="yellow" icon={<IconInfoCircle />}>
          {lost.why === 'revoked'
            ? t('pairing.revoked', { name: lost.name, time: momentHere(lost.at) })
            : t('pairing.unknown')}
        </Alert>
      )}
      {isThisMachine() && (
        <Alert color="blue" icon={<IconInfoCircle />}>
          {t('pairing.ownMachine')}
        </Alert>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={t('pairing.code')}
            size="lg"
            required
            autoFocus
            autoComplete="one-time-code"
            maxLength={16}
            value={code}
            error={error}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <TextInput
            label={t('pairing.name')}
            placeholder={t('pairing.namePlaceholder')}
            size="md"
            required
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" h={48} loading={busy}>
            {t('pairing.submit')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
