import { Alert, Autocomplete, Button, Stack, TextInput, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { languageOf } from '../../client/i18n.ts';

/** At the first start of the new computer: goes on with the store out of the file of its move. */
export function OpenMoveForm() {
  const { t, i18n } = useTranslation('moving');
  const client = useQueryClient();
  const places = useQuery({
    queryKey: ['safekeeping', 'move-places'],
    queryFn: () => api.safekeeping.movePlaces.query(),
    staleTime: 0,
  });
  const restoring = useQuery({ queryKey: ['safekeeping'], queryFn: () => api.safekeeping.state.query() }).data
    ?.restoring;
  const [isAsked, setAsked] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const files = places.data?.files.map(({ file }) => file) ?? [];
  const file = typed ?? files[0] ?? '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    setAsked(true);
    setBusy(true);
    try {
      await api.safekeeping.openMove.mutate({ file: file.trim(), recoveryCode: code, approval: null });
      await client.invalidateQueries({ queryKey: ['safekeeping'] });
    } catch (refused) {
      setError(textOfError(refused));
    } finally {
      setBusy(false);
    }
  };

  // How it goes is told beside it.
  if (restoring && restoring.step !== 'failed') return null;
  const failed = isAsked && restoring ? errorText(restoring.code, languageOf(i18n.language), restoring.context) : null;
  // Only the store's own computer opens files.
  if (places.error) return null;
  return (
    <form onSubmit={(event) => void submit(event)} aria-label={t('open')}>
      <Stack>
        <Title order={2} size="h5">
          {t('open')}
        </Title>
        <Autocomplete
          label={t('file')}
          placeholder={t('filePlaceholder')}
          size="md"
          value={file}
          onChange={setTyped}
          data={files}
          filter={({ options }) => options}
        />
        <TextInput
          label={t('code')}
          placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
          size="md"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Refusal text={error ?? failed} />
        <Button type="submit" h={48} loading={busy} disabled={file.trim() === '' || code.trim() === ''}>
          {t('open')}
        </Button>
      </Stack>
    </form>
  );
}

function Refusal({ text }: { text: string | null }) {
  return (
    text && (
      <Alert color="red" role="alert">
        {text}
      </Alert>
    )
  );
}
