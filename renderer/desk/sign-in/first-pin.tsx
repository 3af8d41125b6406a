import { Button, PasswordInput, Select, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Welcome } from '../../../host/api/views.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { setSession } from '../../client/session.ts';
import { Frame } from './frame.tsx';

const pinPattern = /^\d{4,8}$/;

/** The first manager's PIN, without which nobody could sign in to a new store. */
export function FirstPin({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation('sign-in');
  const client = useQueryClient();
  const managers = welcome.staff.filter((person) => person.role === 'manager');
  const [staffNo, setStaffNo] = useState<string | null>(managers[0]?.no ?? null);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const badPin = !pinPattern.test(pin);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!staffNo || badPin || pin !== again) return;
    try {
      const { token, ...session } = await api.session.setFirstPin.mutate({ staffNo, pin });
      setSession(session, token);
      void client.invalidateQueries({ queryKey: ['welcome'] });
    } catch (refused) {
      setError(textOfError(refused));
    }
  };

  return (
    <Frame title={t('firstPin.title')} intro={t('firstPin.body')} languages={welcome.languages}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Select
            label={t('firstPin.manager')}
            size="md"
            allowDeselect={false}
            data={managers.map((person) => ({ value: person.no, label: `${person.no} ${person.name}` }))}
            value={staffNo}
            onChange={setStaffNo}
          />
          <PasswordInput
            label={t('firstPin.pin')}
            size="md"
            inputMode="numeric"
            autoComplete="new-password"
            autoFocus
            maxLength={8}
            value={pin}
            error={tried && badPin ? t('firstPin.digits') : null}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('firstPin.again')}
            size="md"
            inputMode="numeric"
            autoComplete="new-password"
            maxLength={8}
            value={again}
            error={tried && pin !== again ? t('firstPin.differs') : error}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <Button type="submit" h={48}>
            {t('firstPin.submit')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
