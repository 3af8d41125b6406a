import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { SafekeepingState } from '../../../host/parts/safekeeping/views.ts';
import { languageOf } from '../../client/i18n.ts';
import { LeftNotice } from '../../shared/moving/left-notice.tsx';
import { MoveForm } from '../../shared/moving/move-form.tsx';

/** The way to another computer. */
export function MoveSection({ state: { move, sheet } }: { state: SafekeepingState }) {
  const { t, i18n } = useTranslation(['moving', 'common']);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Group justify="space-between">
        <Text maw={460}>{t(sheet ? 'body' : 'needsSheet')}</Text>
        <Button h={44} variant="default" disabled={!sheet} onClick={() => setOpen(true)}>
          {t('title')}
        </Button>
      </Group>
      {move?.code && !move.hasLeft && (
        <Alert color="red">{t('failed', { why: errorText(move.code, languageOf(i18n.language), move.context) })}</Alert>
      )}
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('title')}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {move?.hasLeft ? (
          <LeftNotice move={move} />
        ) : (
          <Stack>
            <Text>{t('body')}</Text>
            <Text fw={700}>{t('stops')}</Text>
            <MoveForm submit={t('go')} />
          </Stack>
        )}
      </Modal>
    </>
  );
}
