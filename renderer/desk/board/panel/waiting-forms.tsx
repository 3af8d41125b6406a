import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandBackCause } from '../../../../core/clocks/decide-hand-back.ts';
import type { ClockView } from '../../../../host/api/views.ts';
import { act } from '../../../client/act.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.tsx';
import { KeyHint } from '../../../components/key-hint.tsx';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { HandBackForm } from '../../hand-back/hand-back-form.tsx';
import { showForm } from '../board-view.ts';
import { candidatesFor, successorIn } from '../technician-choice.ts';
import classes from './panel.module.css';

/** Who was called refuses or came too late. */
export function HandBackPanel({ clock, why }: { clock: ClockView; why: HandBackCause }) {
  return (
    <div className={classes.formBody}>
      <HandBackForm
        clockId={clock.id}
        technicianNo={clock.technicianNo ?? ''}
        why={why}
        isAskedFor={clock.requestedNo !== null}
        onDone={() => showForm()}
        onCancel={() => showForm()}
      />
    </div>
  );
}

/** Somebody else for a clock that waits: the next of the rotation, or a number. */
export function RechooseForm({ clock }: { clock: ClockView }) {
  const { t } = useTranslation(['board', 'hand-back', 'common']);
  const catalog = useCatalog();
  const board = useBoard((all) => all);
  const [technician, setTechnician] = useState('');
  const [busy, setBusy] = useState(false);
  const free = board
    ? candidatesFor(board, catalog, clock.serviceCode).filter((no) => board.technicians.get(no)?.state === 'idle')
    : [];
  const send = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await act('clock.rechoose', { clockId: clock.id, choice: successorIn(technician) });
    setBusy(false);
    if (answer) showForm();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm" className={classes.formBody}>
        <Text fw={600}>{t('hand-back:rechoose')}</Text>
        {clock.passedBy.length > 0 && <Text>{t('hand-back:passedBy', { nos: clock.passedBy.join(' ') })}</Text>}
        <TextInput
          label={t('hand-back:instead')}
          placeholder={t('hand-back:rotation')}
          size="md"
          autoFocus
          autoComplete="off"
          maxLength={8}
          value={technician}
          onChange={(event) => setTechnician(event.currentTarget.value)}
        />
        <Group gap="xs">
          {free.slice(0, 15).map((no) => (
            <Button
              key={no}
              variant={technician === no ? 'filled' : 'default'}
              h={44}
              px="sm"
              onClick={() => setTechnician(no)}
            >
              {no} {board?.technicians.get(no)?.name}
            </Button>
          ))}
        </Group>
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={48} loading={busy} rightSection={<KeyHint keys="Enter" />}>
          {t('board:actions.rechoose')}
        </Button>
      </Group>
    </form>
  );
}

/** Why an extension that the store made by itself is taken back. */
export function UndoExtensionForm({ extensionId }: { extensionId: string }) {
  const { t } = useTranslation(['board', 'hand-back']);
  return (
    <div className={classes.formBody}>
      <ReasonPrompt
        title={t('board:actions.undo-extension')}
        suggestions={t('hand-back:reasons.undo').split('|')}
        confirmLabel={t('board:actions.undo-extension')}
        onCancel={() => showForm()}
        onConfirm={(reason) =>
          void act('clock.undoExtension', { clockId: extensionId, reason }).then((done) => done && showForm())
        }
      />
    </div>
  );
}
