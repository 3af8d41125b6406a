import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandBackCause } from '../../../../core/model/clocks/clock.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import { act } from '../../../client/act.ts';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import { HandBackForm } from '../../../shared/hand-back/hand-back-form.tsx';
import { successorIn } from '../../../shared/orders/technician-choice.ts';
import { FreeTechnicians } from './free-technicians.tsx';
import { NumberField } from './number-field.tsx';
import classes from './panel.module.css';
import { SmallForm } from './small-form.tsx';

/** Who was called refuses or came too late. */
export function HandBackPanel({
  clock,
  why,
  instead,
}: {
  clock: ClockView;
  why: HandBackCause;
  instead: string | undefined;
}) {
  return (
    <div className={classes.formBody}>
      <HandBackForm
        clockId={clock.id}
        technicianNo={clock.technicianNo ?? ''}
        why={why}
        key={instead}
        isAskedFor={clock.requestedNo !== null}
        instead={instead}
        onDone={() => showForm()}
        onCancel={() => showForm()}
      />
    </div>
  );
}

/** Somebody else for a clock that waits: the next of the rotation, or a number. */
export function RechooseForm({ clock }: { clock: ClockView }) {
  const { t } = useTranslation(['board', 'hand-back']);
  const [technician, setTechnician] = useState('');
  return (
    <SmallForm
      title={t('hand-back:rechoose')}
      submitLabel={t('board:actions.rechoose')}
      onSubmit={() => act('clock.rechoose', { clockId: clock.id, choice: successorIn(technician) }).then(Boolean)}
    >
      {clock.passedBy.length > 0 && <Text>{t('hand-back:passedBy', { nos: clock.passedBy.join(' ') })}</Text>}
      <NumberField
        label={t('hand-back:instead')}
        placeholder={t('hand-back:rotation')}
        value={technician}
        onChange={setTechnician}
      />
      <FreeTechnicians clock={clock} value={technician} onChange={setTechnician} />
    </SmallForm>
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
