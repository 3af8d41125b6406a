import { Button } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { chooseGuide, useGuideChoice } from '../../client/guide-choice.ts';
import { useSession } from '../../client/session.ts';

/** Brings back the guide that whoever is signed in has put off. */
export function GuideAgain() {
  const { t } = useTranslation('practice');
  const staffNo = useSession()?.staffNo ?? '';
  const choice = useGuideChoice(staffNo);
  if (choice !== 'off') return null;
  return (
    <Button
      h={44}
      mt="md"
      fullWidth
      variant="default"
      leftSection={<IconRoute size={18} aria-hidden />}
      onClick={() => chooseGuide(staffNo, null)}
    >
      {t('guide')}
    </Button>
  );
}
