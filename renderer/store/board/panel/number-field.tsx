import { TextInput } from '@mantine/core';

interface NumberFieldProps {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
}

/** The number of a technician, room or band, which a small form begins with. */
export function NumberField({ onChange, ...texts }: NumberFieldProps) {
  return (
    <TextInput
      {...texts}
      size="md"
      autoFocus
      autoComplete="off"
      maxLength={8}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
