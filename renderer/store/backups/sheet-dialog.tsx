import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import classes from './backups.module.css';

/** Makes a recovery sheet: printed where a printer is chosen, and shown this once. */
export function SheetDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['backups', 'common']);
  const client = useQueryClient();
  const printers = useBoard((board) => board.devices?.printers ?? null) ?? [];
  const [printerId, setPrinterId] = useState<string | null>(null);
  const [sheet, setSheet] = useState<{ sheetId: string; code: string } | null>(null);
  const [busy, setBusy] = useState(false);

  const make = async () => {
    setBusy(true);
    try {
      setSheet(await api.safekeeping.makeSheet.mutate({ printerId }));
      await client.invalidateQueries({ queryKey: ['safekeeping'] });
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      // The code is shown this once: it goes when somebody says that it was copied, not by a slip of the hand.
      closeOnEscape={sheet === null}
      withCloseButton={sheet === null}
      title={t('makeSheet')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {sheet ? (
        <Stack>
          <Text fw={700}>{t('code', { sheetId: sheet.sheetId })}</Text>
          <div className={classes.code}>
            {sheet.code.split('-').map((group) => (
              <span key={group}>{group}</span>
            ))}
          </div>
          <Button h={48} onClick={onClose}>
            {t('copied')}
          </Button>
        </Stack>
      ) : (
        <Stack>
          <Text>{t('sheetWarning')}</Text>
          <Select
            label={t('printer')}
            placeholder={t('noPrinter')}
            size="md"
            value={printerId}
            onChange={setPrinterId}
            data={printers.map(({ id }) => id)}
          />
          <Button h={48} loading={busy} onClick={() => void make()}>
            {t('make')}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}
