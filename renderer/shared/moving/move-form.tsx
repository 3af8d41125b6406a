import { Autocomplete, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { ManagerForm } from './manager-form.tsx';

/** The store leaves in a file of a folder; `submit`: the words on the button. */
export function MoveForm({ submit }: { submit: string }) {
  const { t } = useTranslation('moving');
  const places = useQuery({
    queryKey: ['safekeeping', 'move-places'],
    queryFn: () => api.safekeeping.movePlaces.query(),
    staleTime: 0,
  });
  const [typed, setTyped] = useState<string | null>(null);
  const folder = typed ?? places.data?.folders[0] ?? '';
  if (places.error) return <Text>{textOfError(places.error)}</Text>;
  return (
    <ManagerForm
      assurance={t('understood')}
      submit={submit}
      isReady={folder.trim() !== ''}
      onSubmit={(approval) => api.safekeeping.move.mutate({ folder: folder.trim(), approval })}
    >
      <Autocomplete
        label={t('folder')}
        placeholder={t('folderPlaceholder')}
        size="md"
        value={folder}
        onChange={setTyped}
        data={places.data?.folders ?? []}
        // All of them: what stands in the field is one of them.
        filter={({ options }) => options}
      />
    </ManagerForm>
  );
}
