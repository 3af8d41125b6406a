import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A field for a PIN: digits, hidden until the eye at its end is tapped, which is as large as a finger. */
export function PinField(props: PasswordInputProps) {
  const { t } = useTranslation('common');
  return (
    <PasswordInput
      size="md"
      inputMode="numeric"
      rightSectionWidth={46}
      visibilityToggleButtonProps={{ 'aria-label': t('showTyped'), style: { width: 44, height: 44 } }}
      {...props}
    />
  );
}
