import { Alert, Button, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StopView } from '../../../host/parts/safekeeping/views.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';

type Proof = 'pin' | 'code';

/** The way on where rows are lost: a manager by PIN, or whoever has the recovery sheet, goes on without them. */
export function GoOnForm({ stop, onDone }: { stop: StopView; onDone(): void }) {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const [proof, setProof] = useState<Proof>(stop.isUnusable ? 'code' : 'pin');
  const [staffNo, setStaffNo] = useState('');
  const [secret, setSecret] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const approval = proof === 'pin' ? { staffNo, pin: secret } : { recoveryCode: secret };
    try {
      await api.safekeeping.accept.mutate({ approval });
      await client.invalidateQueries();
      onDone();
    } catch (refused) {
      setError(textOfError(refused));
    } finally {
      setBusy(false);
    }
  };

  if (!stop.isAcceptable) return <Text>{t('stop.restoreOnly')}</Text>;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        <Text>{t('stop.meaning')}</Text>
        <ProofFields {...{ stop, proof, setProof, staffNo, setStaffNo, secret, setSecret }} />
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Button type="submit" h={48} color="red.9" loading={busy}>
          {t('stop.accept')}
        </Button>
      </Stack>
    </form>
  );
}

interface ProofFieldsProps {
  stop: StopView;
  proof: Proof;
  setProof(proof: Proof): void;
  staffNo: string;
  setStaffNo(staffNo: string): void;
  secret: string;
  setSecret(secret: string): void;
}

/** How somebody shows the right to: a manager's PIN, or the code on the recovery sheet. */
function ProofFields({ stop, proof, setProof, staffNo, setStaffNo, secret, setSecret }: ProofFieldsProps) {
  const { t } = useTranslation('shell');
  const typed = { size: 'md', required: true, withAsterisk: false, value: secret } as const;
  return (
    <>
      {!stop.isUnusable && (
        <SegmentedControl
          aria-label={t('stop.by')}
          size="md"
          value={proof}
          onChange={(value) => setProof(value === 'code' ? 'code' : 'pin')}
          data={[
            { value: 'pin', label: t('stop.byPin') },
            { value: 'code', label: t('stop.byCode') },
          ]}
        />
      )}
      {proof === 'pin' ? (
        <>
          <TextInput
            {...typed}
            label={t('stop.staffNo')}
            value={staffNo}
            onChange={(event) => setStaffNo(event.currentTarget.value)}
          />
          <PasswordInput {...typed} label={t('stop.pin')} onChange={(event) => setSecret(event.currentTarget.value)} />
        </>
      ) : (
        <TextInput
          {...typed}
          label={t('stop.code')}
          placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
      )}
    </>
  );
}
