import { Button, Modal, PasswordInput, Select, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../host/api/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { showDone } from '../../components/undo.tsx';

interface PinDialogProps {
  /** Only one's own PIN; otherwise anybody's. */
  mine: boolean;
  session: SessionView;
  onClose: () => void;
}

const pinPattern = /^\d{4,8}$/;

/** Sets a PIN, typed twice. */
export function PinDialog({ mine, session, onClose }: PinDialogProps) {
  const { t } = useTranslation(['shell', 'common']);
  const { staff, staffByNo } = useCatalog();
  const [staffNo, setStaffNo] = useState<string | null>(mine ? session.staffNo : null);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const badPin = !pinPattern.test(pin);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!staffNo || badPin || pin !== again) return;
    try {
      await api.session.setPin.mutate({ staffNo, pin });
      showDone(t('shell:pin.done', { name: staffByNo.get(staffNo)?.name ?? staffNo }));
      onClose();
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('shell:pin.title')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {!mine && (
            <Select
              label={t('shell:pin.who')}
              searchable
              required
              size="md"
              data={staff.map((person) => ({ value: person.no, label: `${person.no} ${person.name}` }))}
              value={staffNo}
              onChange={setStaffNo}
              data-autofocus
            />
          )}
          <PasswordInput
            label={t('shell:pin.new')}
            size="md"
            inputMode="numeric"
            autoComplete="new-password"
            maxLength={8}
            value={pin}
            error={tried && badPin ? t('shell:pin.digits') : null}
            onChange={(event) => setPin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('shell:pin.again')}
            size="md"
            inputMode="numeric"
            autoComplete="new-password"
            maxLength={8}
            value={again}
            error={tried && pin !== again ? t('shell:pin.differs') : null}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <Button type="submit" h={44}>
            {t('common:save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
