import { Kbd } from '@mantine/core';

/** The key that does the same as the button it stands in. Told to a screen reader by `aria-keyshortcuts` there. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <Kbd size="xs" aria-hidden>
      {keys}
    </Kbd>
  );
}
