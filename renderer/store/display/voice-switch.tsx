import { Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { isPracticePage } from '../../client/practice.ts';
import { canSpeak, speakFor } from '../../client/speech.ts';
import { speaksHere } from '../../client/storage.ts';

interface VoiceSwitchProps {
  /** Which place this screen speaks for; missing: the first of the store. */
  place: string | null;
}

/**
 * Lets this screen say the calls of a place; off until somebody turns it on (which also is what browsers want before
 * they make a sound). In a practice nothing is to be heard.
 */
export function VoiceSwitch({ place }: VoiceSwitchProps) {
  const { t } = useTranslation('display');
  const places = useBoard((board) => board.devices.voice.places);
  const [on, setOn] = useState(() => speaksHere.get());
  const device = (places?.find(({ id }) => id === place) ?? places?.[0])?.device ?? null;
  const isUseful = !isPracticePage && canSpeak() && device !== null;
  useEffect(() => (on && isUseful ? speakFor(device) : undefined), [on, isUseful, device]);
  if (!isUseful) return null;
  return (
    <Switch
      size="md"
      checked={on}
      label={t('speak')}
      styles={{ label: { color: 'inherit' } }}
      onChange={(event) => {
        speaksHere.set(event.currentTarget.checked);
        setOn(event.currentTarget.checked);
      }}
    />
  );
}
