import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '../../client/catalog.ts';
import { takeOver } from '../../client/session.ts';
import { WhoForm } from '../../shared/access/who-form.tsx';
import { beginWork } from '../first-screen.ts';

/** Somebody else takes the screen over where it stands, by number and PIN. */
export function SwitchPerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const client = useQueryClient();
  const { staff } = useCatalog();
  return (
    <Modal
      opened
      onClose={onClose}
      size={760}
      title={t('shell:user.switch')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <WhoForm
        people={staff}
        submitLabel={t('shell:user.switchTo')}
        onSubmit={async (staffNo, pin) => {
          try {
            beginWork(await takeOver(staffNo, pin));
            onClose();
          } finally {
            // What the one before was shown is not what this one may see.
            await client.invalidateQueries();
          }
        }}
      />
    </Modal>
  );
}
