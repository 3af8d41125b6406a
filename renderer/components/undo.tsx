import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { i18n } from '../client/i18n.ts';

const undoMs = 10_000;

/** Says what was done and, for ten seconds, offers to take it back. Only where a command reverses it. */
export function showUndo(text: string, onUndo: () => void): void {
  const id = notifications.show({
    autoClose: undoMs,
    withCloseButton: true,
    closeButtonProps: { 'aria-label': i18n.t('common:close') },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{text}</Text>
        <Button
          variant="light"
          h={44}
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {i18n.t('common:undo')}
        </Button>
      </Group>
    ),
  });
}

/** Says that something was done. */
export function showDone(text: string): void {
  notifications.show({ message: text, autoClose: 3000, closeButtonProps: { 'aria-label': i18n.t('common:close') } });
}
