import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../../components/key-hint.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

interface SmallFormProps {
  title: string;
  submitLabel: string;
  ready?: boolean;
  onSubmit: () => Promise<boolean>;
  children: ReactNode;
}

/** A form in the panel: what it asks, Escape to leave, Enter to do. */
export function SmallForm({ title, submitLabel, ready = true, onSubmit, children }: SmallFormProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (busy || !ready) return;
    setBusy(true);
    const done = await onSubmit();
    setBusy(false);
    if (done) showForm();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm" className={classes.formBody}>
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
          {t('cancel')}
        </Button>
        <Button type="submit" h={48} loading={busy} disabled={!ready} rightSection={<KeyHint keys="Enter" />}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}
