import { Alert, Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { useSession } from '../../client/session.ts';
import { PinField } from '../../components/pin-field.tsx';

interface ManagerFormProps {
  /** What has to be ticked before. */
  assurance: string;
  submit: string;
  /** Whether all else is filled in. */
  isReady?: boolean;
  onSubmit(approval: { staffNo: string; pin: string }): Promise<unknown>;
  children?: ReactNode;
}

/** What a manager does with number and PIN, after a box is ticked: nothing of it happens by a slip of the hand. */
export function ManagerForm({ assurance, submit, isReady = true, onSubmit, children }: ManagerFormProps) {
  const { t } = useTranslation('moving');
  const client = useQueryClient();
  const [staffNo, setStaffNo] = useState(useSession()?.staffNo ?? '');
  const [pin, setPin] = useState('');
  const [isSure, setSure] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onSubmit({ staffNo, pin });
    } catch (refused) {
      setError(textOfError(refused));
    } finally {
      setPin('');
      setBusy(false);
      await client.invalidateQueries({ queryKey: ['safekeeping'] });
    }
  };

  return (
    <form onSubmit={(event) => void send(event)} aria-label={submit}>
      <Stack>
        {children}
        <Checkbox
          size="md"
          label={assurance}
          checked={isSure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <TextInput
          label={t('staffNo')}
          size="md"
          value={staffNo}
          onChange={(event) => setStaffNo(event.currentTarget.value)}
        />
        <PinField label={t('pin')} value={pin} onChange={(event) => setPin(event.currentTarget.value)} />
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Button
          type="submit"
          h={48}
          color="red.9"
          loading={busy}
          disabled={!isReady || !isSure || staffNo === '' || pin === ''}
        >
          {submit}
        </Button>
      </Stack>
    </form>
  );
}

/** A manager takes the move back: the store goes on at this computer. */
export function TakeBackForm() {
  const { t } = useTranslation('moving');
  return (
    <ManagerForm
      assurance={t('assured')}
      submit={t('back')}
      onSubmit={(approval) => api.safekeeping.takeMoveBack.mutate({ approval, isAssured: true })}
    />
  );
}
