import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { act } from '../../client/act.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';

/** Three of them stand beside each other: what is long takes two lines. */
const beside = { h: 48, px: 'xs', styles: { label: { whiteSpace: 'normal', lineHeight: 1.2 } } } as const;

type Asked = 'hold' | 'stop' | 'letGoOn' | 'pause';

/** Hold (留牌), stop (停牌) and pause after the present clock, each with its reason. */
export function PersonMarks({ technician }: { technician: TechnicianView }) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  const mayHold = useMay('technician.duty');
  const mayStop = useMay('technician.stop');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { no, state, heldUntil, stopped, pauseAsked } = technician;
  const isPaused = state === 'paused' && !stopped;
  const canBeCalled = state !== 'off-duty' && state !== 'resting';
  const run = async (what: Asked, reason: string) => {
    setAsked(null);
    const answer =
      what === 'hold'
        ? await act('technician.hold', { technicianNo: no, reason })
        : what === 'pause'
          ? await act('technician.pauseAfter', { technicianNo: no, isOn: true, reason })
          : await act(what === 'stop' ? 'technician.stop' : 'technician.letGoOn', { technicianNo: no, reason });
    if (answer) showDone(t(`marks.done.${what}`, { no }));
  };
  const suggestions = (what: Asked) => Object.values(t(`marks.reasons.${what}`, { returnObjects: true }));
  return (
    <section aria-label={t('marks.title')}>
      {heldUntil !== null && <Text fw={700}>{t('marks.heldUntil', { time: format.time(heldUntil) })}</Text>}
      {stopped && <Text fw={700}>{t('marks.stopped')}</Text>}
      {pauseAsked && <Text fw={700}>{t('marks.pauseAsked')}</Text>}
      <Group gap="xs" grow>
        {mayHold &&
          (heldUntil === null ? (
            <Button {...beside} variant="default" disabled={state !== 'idle'} onClick={() => setAsked('hold')}>
              {t('marks.hold')}
            </Button>
          ) : (
            <Button {...beside} variant="default" onClick={() => void act('technician.endHold', { technicianNo: no })}>
              {t('marks.endHold')}
            </Button>
          ))}
        {mayHold &&
          (pauseAsked || isPaused ? (
            <Button
              {...beside}
              variant="default"
              onClick={() => void act('technician.pauseAfter', { technicianNo: no, isOn: false })}
            >
              {t(isPaused ? 'marks.goOn' : 'marks.noPause')}
            </Button>
          ) : (
            <Button {...beside} variant="default" disabled={!canBeCalled} onClick={() => setAsked('pause')}>
              {t(state === 'called' || state === 'working' ? 'marks.pauseAfter' : 'marks.pause')}
            </Button>
          ))}
        {mayStop && (
          <Button {...beside} variant="default" onClick={() => setAsked(stopped ? 'letGoOn' : 'stop')}>
            {t(stopped ? 'marks.letGoOn' : 'marks.stop')}
          </Button>
        )}
      </Group>
      {asked && (
        <ReasonPrompt
          key={asked}
          title={t(`marks.ask.${asked}`, { no })}
          suggestions={suggestions(asked)}
          confirmLabel={t(`marks.${asked === 'pause' ? 'pause' : asked}`)}
          onConfirm={(reason) => void run(asked, reason)}
          onCancel={() => setAsked(null)}
        />
      )}
    </section>
  );
}
