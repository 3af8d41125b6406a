import { Button, Modal, Stack, Text, Title } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { StopView } from '../../../host/parts/safekeeping/views.ts';
import { languageOf } from '../../client/i18n.ts';
import { LeftNotice } from '../../shared/moving/left-notice.tsx';
import { GoOnForm } from './go-on-form.tsx';
import { RestoreForm } from './restore-form.tsx';
import classes from './stop-banner.module.css';
import { useSafekeeping } from './use-safekeeping.ts';

/** Over every screen while the store does not record: why, and the way on. */
export function StopBanner() {
  const { t } = useTranslation(['shell', 'common']);
  const { stop = null, move = null } = useSafekeeping() ?? {};
  const hasLeft = move !== null && stop?.faults.every(({ code }) => code === 'STORE_MOVED') === true;
  const [isOpen, setOpen] = useState(false);
  return (
    <div role="alert">
      {stop && !stop.isUnusable && (
        <section className={classes.banner} aria-label={t('stop.title')}>
          <IconHandStop size={32} aria-hidden />
          <div className={classes.words}>
            <Text fw={700}>{t('stop.title')}</Text>
            <FaultTexts stop={stop} />
          </div>
          <Button h={44} color="dark" onClick={() => setOpen(true)}>
            {t('stop.goOn')}
          </Button>
        </section>
      )}
      <Modal
        opened={isOpen && stop !== null}
        onClose={() => setOpen(false)}
        title={t('stop.goOn')}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {stop && hasLeft && <LeftNotice move={move} />}
        {stop && !hasLeft && (
          <Stack>
            <GoOnForm stop={stop} onDone={() => setOpen(false)} />
            <Title order={2} size="h5">
              {t('restore.title')}
            </Title>
            <RestoreForm asksManager />
          </Stack>
        )}
      </Modal>
    </div>
  );
}

/** What is wrong, a line each. */
export function FaultTexts({ stop }: { stop: StopView }) {
  const { i18n } = useTranslation();
  return stop.faults.map(({ code, context }) => (
    <Text key={code} size="sm">
      {errorText(code, languageOf(i18n.language), context)}
    </Text>
  ));
}
