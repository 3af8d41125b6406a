import { Button, Modal, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalPin } from '../../../core/kernel/typed.ts';
import type { SessionView } from '../../../host/contract/connection.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { maxPinLength, NewPinFields, useNewPin } from '../../components/new-pin.tsx';
import { PinField } from '../../components/pin-field.tsx';
import { showDone } from '../../components/undo.tsx';

interface PinDialogProps {
  /** Only one's own PIN; otherwise anybody's. */
  mine: boolean;
  session: SessionView;
  onClose: () => void;
}

/** Sets a PIN, typed twice. */
export function PinDialog({ mine, session, onClose }: PinDialogProps) {
  const { t } = useTranslation(['access', 'common']);
  const { staff, staffByNo } = useCatalog();
  const [staffNo, setStaffNo] = useState<string | null>(mine ? session.staffNo : null);
  const [ownPin, setOwnPin] = useState('');
  const newPin = useNewPin();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const pin = newPin.take();
    if (!staffNo || pin === null) return;
    try {
      await api.session.setPin.mutate({ staffNo, pin, ownPin });
      showDone(t('access:pin.done', { name: staffByNo.get(staffNo)?.name ?? staffNo }));
      onClose();
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('access:pin.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {!mine && (
            <Select
              label={t('access:pin.who')}
              searchable
              required
              size="md"
              data={staff.map((person) => ({ value: person.no, label: `${person.no} ${person.name}` }))}
              value={staffNo}
              onChange={setStaffNo}
              data-autofocus
            />
          )}
          {/* An open screen alone proves nobody. */}
          <PinField
            label={t('access:pin.own')}
            autoComplete="current-password"
            required
            maxLength={maxPinLength}
            value={ownPin}
            onChange={(event) => setOwnPin(normalPin(event.currentTarget.value))}
          />
          <NewPinFields value={newPin} />
          <Button type="submit" h={44}>
            {t('common:save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
