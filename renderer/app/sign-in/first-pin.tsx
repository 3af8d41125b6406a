import { Button, Select, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Welcome } from '../../../host/parts/sessions/views.ts';

import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { navigate } from '../../client/router.ts';
import { setSession } from '../../client/session.ts';
import { NewPinFields, useNewPin } from '../../components/new-pin.tsx';
import { Frame } from './frame.tsx';

/** The first manager's PIN, without which nobody could sign in to a new store. */
export function FirstPin({ welcome }: { welcome: Welcome }) {
  const { t } = useTranslation('sign-in');
  const client = useQueryClient();
  const managers = welcome.staff.filter((person) => person.role === 'manager');
  const [staffNo, setStaffNo] = useState<string | null>(managers[0]?.no ?? null);
  const newPin = useNewPin();
  const [error, setError] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const pin = newPin.take();
    if (!staffNo || pin === null) return;
    try {
      const { token, ...session } = await api.session.setFirstPin.mutate({ staffNo, pin });
      setSession(session, token);
      // The next thing of a store in earnest: what opens its backups.
      if (!welcome.demo) navigate('backups');
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
          <NewPinFields value={newPin} autoFocus error={error} />
          <Button type="submit" h={48}>
            {t('firstPin.submit')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
