import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalText } from '../../core/kernel/typed.ts';
import { KeyHint } from './key-hint.tsx';

interface ReasonPromptProps {
  title: string;
  /** Reasons that come up every day: one tap takes one. */
  suggestions: readonly string[];
  confirmLabel: string;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

const maxReasonLength = 200;

/** A digit alone is the reason that has it as its number; a digit is no reason, and a scan is never one alone. */
function meant(typed: string, suggestions: readonly string[]): string {
  const text = normalText(typed);
  return (/^[1-9]$/.test(text) && suggestions[Number(text) - 1]) || text;
}

/** Asks why, in place (not in a dialog): a suggestion by tap by its number and Enter, or words and Enter; Escape leaves. */
export function ReasonPrompt({ title, suggestions, confirmLabel, onConfirm, onCancel }: ReasonPromptProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const confirm = (text: string) => {
    const trimmed = meant(text, suggestions);
    if (trimmed) onConfirm(trimmed);
    else setMissing(true);
  };
  return (
    <Paper
      component="form"
      p="sm"
      bg="var(--cr-ground)"
      onSubmit={(event) => {
        event.preventDefault();
        confirm(reason);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Stack gap="xs">
        <Text fw={600}>{title}</Text>
        <Group gap="xs">
          {suggestions.map((suggestion, index) => (
            <Button
              key={suggestion}
              variant="default"
              h={44}
              px="sm"
              leftSection={<KeyHint keys={String(index + 1)} />}
              onClick={() => confirm(suggestion)}
            >
              {suggestion}
            </Button>
          ))}
        </Group>
        <TextInput
          label={t('reason.label')}
          placeholder={t('reason.placeholder')}
          size="md"
          maxLength={maxReasonLength}
          value={reason}
          error={missing && !normalText(reason) ? t('reason.required') : null}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
          autoFocus
        />
        <Group gap="xs" grow>
          <Button variant="default" h={44} onClick={onCancel}>
            {t('reason.back')}
          </Button>
          <Button type="submit" h={44}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
