import { Accordion, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MoveView } from '../../../host/parts/safekeeping/views.ts';
import { TakeBackForm } from './manager-form.tsx';
import { MoveForm } from './move-form.tsx';

/** A store that has left: where its file is and what is done with it, another one, and the way back. */
export function LeftNotice({ move }: { move: MoveView }) {
  const { t } = useTranslation('moving');
  if (move.isMaking) {
    return (
      <Stack align="center" role="status">
        <Loader aria-hidden />
        <Text>{t('making')}</Text>
      </Stack>
    );
  }
  return (
    <Stack>
      {move.file === null ? (
        <Text>{t('notMade')}</Text>
      ) : (
        <>
          <Text fw={700} style={{ overflowWrap: 'anywhere' }}>
            {t('made', { file: move.file })}
          </Text>
          <Text>{t('next')}</Text>
        </>
      )}
      <Accordion defaultValue={move.file === null ? 'again' : null}>
        <Accordion.Item value="again">
          <Accordion.Control>{t('again')}</Accordion.Control>
          <Accordion.Panel>
            <MoveForm submit={t('again')} />
          </Accordion.Panel>
        </Accordion.Item>
        <Accordion.Item value="back">
          <Accordion.Control>{t('back')}</Accordion.Control>
          <Accordion.Panel>
            <Text mb="sm">{t('risk')}</Text>
            <TakeBackForm />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
