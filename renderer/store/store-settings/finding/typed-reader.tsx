import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../client/api.ts';
import { textOfError } from '../../../client/errors.ts';
import type { Entry } from '../field.ts';
import classes from '../store-settings.module.css';

/** A card held to a reader that types: the field takes what comes, and by it the reader is known. */
export function TypedReader({ onReader }: { onReader: (reader: Entry) => void }) {
  const { t } = useTranslation('store-settings');
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setText('');
    setRefused(null);
    try {
      onReader(await api.finding.typed.mutate({ text: text.trim() }));
    } catch (error) {
      setRefused(textOfError(error));
    }
  };
  return (
    <form className={classes.typing} onSubmit={(event) => void send(event)}>
      <TextInput
        size="md"
        flex={1}
        label={t('seek.typing')}
        error={refused}
        maxLength={64}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" h={44} variant="default" disabled={text.trim() === ''}>
        {t('seek.typed')}
      </Button>
    </form>
  );
}
