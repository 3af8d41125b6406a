import { Alert, Button, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../../core/error-texts.ts';
import { api } from '../../../client/api.ts';
import { useFormat } from '../../../client/format.ts';
import type { Entry } from '../field.ts';
import { HeldCard } from './held-card.tsx';
import { TypedReader } from './typed-reader.tsx';
import { useFinding } from './use-finding.ts';

/** A card held to a reader, as it stands here, is shown. */
export function TryReader({ reader }: { reader: Entry }) {
  const { t } = useTranslation(['store-settings', 'common']);
  const [isOpen, setOpen] = useState(false);
  const name = String(reader.id);
  return (
    <>
      <Button
        h={44}
        px="sm"
        variant="default"
        aria-label={t('store-settings:try.of', { name })}
        onClick={() => setOpen(true)}
      >
        {t('store-settings:try.open')}
      </Button>
      {isOpen && (
        <Modal
          opened
          onClose={() => setOpen(false)}
          title={t('store-settings:try.of', { name })}
          closeButtonProps={{ 'aria-label': t('common:close') }}
        >
          {reader.type === 'keyboard' ? <TypedTry /> : <Listening reader={reader} />}
        </Modal>
      )}
    </>
  );
}

function TypedTry() {
  const { t } = useTranslation('store-settings');
  const [isRead, setRead] = useState(false);
  return (
    <>
      <TypedReader onReader={() => setRead(true)} />
      {isRead && (
        <Alert color="green" role="status" mt="sm">
          {t('try.typed')}
        </Alert>
      )}
    </>
  );
}

function Listening({ reader }: { reader: Entry }) {
  const { t } = useTranslation('store-settings');
  const { language } = useFormat();
  const { view, refused, start } = useFinding();
  // Once, when it is opened.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader does not change while it is tried
  useEffect(() => void start(() => api.finding.tryReader.mutate({ reader: reader as never })), []);
  const why = refused ?? (view?.code ? errorText(view.code, language, view.context) : null);
  const last = view?.touches.at(-1);
  return (
    <div role="status">
      {why !== null && (
        <Alert color="red" role="alert" mb="sm">
          {why}
        </Alert>
      )}
      {last ? <HeldCard key={last.no} holder={last.holder} /> : <Text fz={20}>{t('try.hold')}</Text>}
    </div>
  );
}
