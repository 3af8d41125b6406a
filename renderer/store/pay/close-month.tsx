import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../core/kernel/typed.ts';
import type { PayMonthView } from '../../../host/parts/commission/views.ts';
import { act } from '../../client/act.ts';
import { useFormat } from '../../client/format.ts';
import { showDone } from '../../components/undo.tsx';

/**
 * Closes a month of pay, which nothing takes back: the sum is shown, and the month is typed. In a dialogue of its own, so
 * that no second click of the one that opened it lands on anything.
 */
export function CloseMonth({ view, onClose }: { view: PayMonthView; onClose: () => void }) {
  const { t } = useTranslation(['pay', 'common']);
  const format = useFormat();
  const { month, totalMinor, currency } = view;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const isMeant = normalCode(typed) === month;
  const close = async (event: FormEvent) => {
    event.preventDefault();
    if (!isMeant || busy) return;
    setBusy(true);
    const answer = await act('commission.closeMonth', { month, expectedTotalMinor: totalMinor });
    setBusy(false);
    onClose();
    if (answer) showDone(t('pay:close.done', { month }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      title={t('pay:close.title', { month })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={(event) => void close(event)}>
        <Stack>
          <Text fw={700} fz={20}>
            {t('pay:total', { amount: format.money(totalMinor, currency) })}
          </Text>
          <Text>{t('pay:close.meaning')}</Text>
          <TextInput
            size="md"
            data-autofocus
            autoComplete="off"
            maxLength={16}
            label={t('pay:close.type', { month })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group grow>
            <Button h={48} variant="default" onClick={onClose}>
              {t('pay:close.no')}
            </Button>
            <Button h={48} type="submit" disabled={!isMeant} loading={busy}>
              {t('pay:close.yes')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
