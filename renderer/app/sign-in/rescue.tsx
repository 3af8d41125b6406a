import { Alert, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StopView } from '../../../host/parts/safekeeping/views.ts';
import { OpenMoveForm } from '../../shared/moving/open-move-form.tsx';
import { GoOnForm } from '../shell/go-on-form.tsx';
import { RestoreForm } from '../shell/restore-form.tsx';
import { FaultTexts } from '../shell/stop-banner.tsx';
import { Frame } from './frame.tsx';

/** Where the store's file is gone or cannot be read: what was here, and the ways on. */
export function Rescue({ stop }: { stop: StopView }) {
  const { t } = useTranslation('sign-in');
  return (
    <Frame title={t('rescue.title')} intro={t('rescue.body')} width={760}>
      <Alert color="red" role="alert">
        <FaultTexts stop={stop} />
      </Alert>
      <RestoreForm asksManager={false} />
      <OpenMoveForm />
      <Title order={2} size="h5">
        {t('rescue.anew')}
      </Title>
      <GoOnForm stop={stop} onDone={() => {}} />
    </Frame>
  );
}
