import { Alert, Button, Loader, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { CopyView, RestoringView } from '../../../host/parts/safekeeping/views.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { languageOf } from '../../client/i18n.ts';
import { useSafekeeping } from './use-safekeeping.ts';

/** Makes the store anew from a copy. `asksManager`: where there is one to ask; nothing is shown where there is no copy and `isOptional`. */
export function RestoreForm({ asksManager, isOptional = false }: { asksManager: boolean; isOptional?: boolean }) {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const copies = useQuery({ queryKey: ['safekeeping', 'copies'], queryFn: () => api.safekeeping.copies.query() });
  const restoring = useSafekeeping()?.restoring ?? null;
  const [copy, setCopy] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [staffNo, setStaffNo] = useState('');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | null>(null);
  const found = copies.data ?? [];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const recoveryCode = code.trim() === '' ? null : code;
    const approval = asksManager ? (staffNo === '' && recoveryCode ? { recoveryCode } : { staffNo, pin }) : null;
    try {
      await api.safekeeping.restore.mutate({ copy, recoveryCode, approval });
      await client.invalidateQueries({ queryKey: ['safekeeping'] });
    } catch (refused) {
      setError(textOfError(refused));
    }
  };

  if (restoring && restoring.step !== 'failed') return <Progress restoring={restoring} />;
  if (found.length === 0) return isOptional ? null : <Text>{t('restore.none')}</Text>;
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t('restore.title')}>
      <Stack>
        <CopyField found={found} value={copy} onChange={setCopy} />
        <TextInput
          label={t('stop.code')}
          description={t('restore.codeHint')}
          placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
          size="md"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {asksManager && (
          <>
            <TextInput
              label={t('stop.staffNo')}
              size="md"
              value={staffNo}
              onChange={(event) => setStaffNo(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('stop.pin')}
              size="md"
              value={pin}
              onChange={(event) => setPin(event.currentTarget.value)}
            />
          </>
        )}
        {restoring?.step === 'failed' && <Failed restoring={restoring} />}
        {error && (
          <Alert color="red" role="alert">
            {error}
          </Alert>
        )}
        <Button type="submit" h={48}>
          {t('restore.submit')}
        </Button>
      </Stack>
    </form>
  );
}

function CopyField({
  found,
  value,
  onChange,
}: {
  found: readonly CopyView[];
  value: string | null;
  onChange(name: string | null): void;
}) {
  const { t } = useTranslation('shell');
  const timeOf = useWhen();
  return (
    <Select
      label={t('restore.copy')}
      size="md"
      placeholder={t('restore.newest')}
      clearable
      clearButtonProps={{ 'aria-label': t('restore.newest') }}
      value={value}
      onChange={onChange}
      data={found.map(({ name, at, seq }) => ({ value: name, label: t('restore.from', { time: timeOf(at), seq }) }))}
    />
  );
}

function Progress({ restoring }: { restoring: RestoringView }) {
  const { t } = useTranslation('shell');
  return (
    <Stack align="center" role="status">
      <Loader aria-hidden />
      <Text>
        {restoring.step === 'taking'
          ? t('restore.taking', { seq: restoring.seq, lacking: restoring.lacking })
          : t('restore.preparing')}
      </Text>
    </Stack>
  );
}

function Failed({ restoring }: { restoring: Extract<RestoringView, { step: 'failed' }> }) {
  const { i18n } = useTranslation();
  return (
    <Alert color="red" role="alert">
      {errorText(restoring.code, languageOf(i18n.language), restoring.context)}
    </Alert>
  );
}

/** On this computer's clock: where there is no store, there is no time of its own. */
function useWhen(): (at: number) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(languageOf(i18n.language), { dateStyle: 'medium', timeStyle: 'short' });
  return (at) => format.format(at);
}
