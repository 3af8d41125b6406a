import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writtenOffMinor } from '../../../../core/model/clocks/giving-up.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import type { VisitView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { useFormat } from '../../../client/format.ts';
import { storeNow } from '../../../client/store-time.ts';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { ManagerPrompt } from '../../../shared/authorisation/manager-prompt.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

/** Why a clock is cancelled; past the grace a manager approves what the guests no longer pay. */
export function CancelForm({ clock, visit }: { clock: ClockView; visit: VisitView }) {
  const { t } = useTranslation(['board', 'hand-back']);
  const { store } = useCatalog();
  const format = useFormat();
  // As it was when the form was opened: a prompt does not change under the fingers, and the store has the last word.
  const [amountMinor] = useState(() => {
    const sold = visit.guests.flatMap(({ clocks }) => clocks);
    return writtenOffMinor(sold, clock, store, storeNow());
  });
  const send = async (reason: string, authorisationId?: string) => {
    const approval = authorisationId === undefined ? {} : { authorisationId };
    if (await act('clock.cancel', { clockId: clock.id, reason, ...approval })) showForm();
  };
  const words = {
    suggestions: t('board:reasons.cancel').split('|'),
    confirmLabel: t('board:actions.cancel'),
    onCancel: () => showForm(),
  };
  return (
    <div className={classes.formBody}>
      {amountMinor === 0 ? (
        <ReasonPrompt
          {...words}
          title={t('board:reasonFor.cancel', { no: clock.technicianNo ?? '' })}
          onConfirm={(reason) => void send(reason)}
        />
      ) : (
        <ManagerPrompt
          {...words}
          title={t('hand-back:writtenOff', {
            no: clock.technicianNo ?? '',
            amount: format.money(amountMinor, clock.currency),
          })}
          approval={{
            act: 'clock.cancel',
            subject: { kind: 'clock', id: clock.id },
            amountMinor,
            currency: clock.currency,
          }}
          onGiven={(authorisationId, reason) => void send(reason, authorisationId)}
        />
      )}
    </div>
  );
}
