import { Button, SimpleGrid } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface NumberPadProps {
  value: string;
  onChange: (value: string) => void;
  /** A key in the lower left corner: `.` for amounts; none by default. */
  extraKey?: string;
  maxLength?: number;
  disabled?: boolean;
}

/** Digits for fingers; the keyboard goes to the field it belongs to, not through here. */
export function NumberPad({ value, onChange, extraKey, maxLength = 16, disabled = false }: NumberPadProps) {
  const { t } = useTranslation();
  const type = (text: string) => {
    if (value.length + text.length <= maxLength) onChange(value + text);
  };
  const key = (text: string) => (
    <Button key={text} variant="default" h={52} fz={22} fw={500} disabled={disabled} onClick={() => type(text)}>
      {text}
    </Button>
  );
  return (
    <SimpleGrid cols={3} spacing="xs" role="group" aria-label={t('pad.label')}>
      {['7', '8', '9', '4', '5', '6', '1', '2', '3'].map(key)}
      {extraKey ? (
        key(extraKey)
      ) : (
        <Button variant="default" h={52} disabled={disabled} onClick={() => onChange('')}>
          {t('pad.clear')}
        </Button>
      )}
      {key('0')}
      <Button
        variant="default"
        h={52}
        disabled={disabled}
        aria-label={t('pad.erase')}
        onClick={() => onChange(value.slice(0, -1))}
      >
        <IconBackspace aria-hidden />
      </Button>
    </SimpleGrid>
  );
}
