import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusTerminal } from '../../../host/parts/bus/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { showDone } from '../../components/undo.tsx';
import { usePlaceName } from './place-name.ts';

/** Asks for approval and gives a terminal a key of its own. */
export function InstallKey({ terminal }: { terminal: BusTerminal }) {
  const { t } = useTranslation(['bus', 'common']);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const name = usePlaceName()(terminal);
  const approve = async () => {
    setBusy(true);
    try {
      await api.bus.installKey.mutate({ terminalId: terminal.id });
      showDone(t('key.done', { name }));
      setOpen(false);
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: ['bus'] });
    }
  };
  return (
    <>
      <Button h={44} variant="default" aria-label={t('key.installOf', { name })} onClick={() => setOpen(true)}>
        {t('key.install')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('key.title', { name })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <Stack>
          <Text>{t('key.body')}</Text>
          <Text fw={600}>{t('key.kept')}</Text>
          <Button h={48} loading={busy} onClick={() => void approve()}>
            {t('key.approve')}
          </Button>
          <Button h={48} variant="default" onClick={() => setOpen(false)}>
            {t('common:cancel')}
          </Button>
        </Stack>
      </Modal>
    </>
  );
}
