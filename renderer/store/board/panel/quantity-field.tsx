import { ActionIcon, Group, NumberInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface QuantityFieldProps {
  /** Read out, as the field's name. */
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}

/** How many of something: typed, or by fingers with a button at each side. Nought takes it away. */
export function QuantityField({ label, value, max, onChange }: QuantityFieldProps) {
  const { t } = useTranslation('board');
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        size={44}
        variant="default"
        aria-label={t('oneLess', { what: label })}
        onClick={() => onChange(value - 1)}
      >
        <IconMinus size={20} aria-hidden />
      </ActionIcon>
      <NumberInput
        aria-label={label}
        w={58}
        size="md"
        min={0}
        max={max}
        allowDecimal={false}
        hideControls
        value={value}
        // Emptied to be typed anew it takes nothing away yet.
        onChange={(typed) => typed !== '' && onChange(Number(typed))}
      />
      <ActionIcon
        size={44}
        variant="default"
        aria-label={t('oneMore', { what: label })}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={20} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
