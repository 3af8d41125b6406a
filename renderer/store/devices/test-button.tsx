import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useMay } from '../../client/session.ts';
import { showDone } from '../../components/undo.tsx';

/** Has a device beep, print or speak. `device`: `terminal/<bus>/<address>`, `printer/<id>`, `drawer/<id>` or `voice`. */
export function TestButton({ device, name, label }: { device: string; name: string; label?: string }) {
  const { t } = useTranslation('devices');
  const may = useMay('device.test');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const run = async () => {
    setBusy(true);
    try {
      await api.devices.test.mutate({ device });
      showDone(t('tested', { name }));
    } catch (error) {
      tellError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button h={44} variant="default" loading={busy} aria-label={t('testOf', { name })} onClick={() => void run()}>
      {label ?? t('test')}
    </Button>
  );
}
