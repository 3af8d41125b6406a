import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconIdBadge2, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalPin } from '../../../core/kernel/typed.ts';
import { api } from '../../client/api.ts';
import { textOfError } from '../../client/errors.ts';
import { useIsLocked } from '../../client/screen-state.ts';
import { signOut, useSession } from '../../client/session.ts';
import { maxPinLength } from '../../components/new-pin.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { PinField } from '../../components/pin-field.tsx';

/** Above every dialogue that was open. */
const zIndex = 10_000;

/** Covers a screen that nobody touched for long; what was under way stays below it, and goes on with the PIN or card. */
export function LockScreen() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const client = useQueryClient();
  const isLocked = useIsLocked() && session !== null;
  const wasLocked = useRef(false);
  useEffect(() => {
    // What was asked meanwhile was refused.
    if (wasLocked.current && !isLocked) void client.invalidateQueries();
    wasLocked.current = isLocked;
  }, [isLocked, client]);
  if (!session) return null;
  return (
    <Modal
      opened={isLocked}
      onClose={() => {}}
      fullScreen
      withCloseButton={false}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
      zIndex={zIndex}
      title={t('lock.title')}
    >
      <Stack align="center" gap="md" pt="8vh">
        <IconLock size={44} aria-hidden />
        <Text fz="lg">
          {session.staffNo} {session.name}
        </Text>
        <Unlock />
        <Group gap="xs" c="var(--cr-quiet)">
          <IconIdBadge2 size={20} aria-hidden />
          <Text size="sm">{t('lock.card')}</Text>
        </Group>
        <Button variant="subtle" h={44} onClick={() => void signOut()}>
          {t('lock.other')}
        </Button>
      </Stack>
    </Modal>
  );
}

function Unlock() {
  const { t } = useTranslation('shell');
  const [pin, setPin] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pin === '' || isBusy) return;
    setBusy(true);
    try {
      await api.session.unlock.mutate({ pin });
    } catch (refused) {
      setError(textOfError(refused));
    } finally {
      setPin('');
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack w={290} gap="sm">
        <PinField
          label={t('lock.pin')}
          autoComplete="current-password"
          data-autofocus
          maxLength={maxPinLength}
          value={pin}
          error={error}
          onChange={(event) => setPin(normalPin(event.currentTarget.value))}
        />
        <NumberPad value={pin} onChange={setPin} maxLength={maxPinLength} />
        <Button type="submit" h={52} fz="lg" loading={isBusy}>
          {t('lock.submit')}
        </Button>
      </Stack>
    </form>
  );
}
