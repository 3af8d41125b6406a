import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandBackCause } from '../../../core/model/clocks/clock.ts';
import { act } from '../../client/act.ts';
import { ManagerPrompt } from '../authorisation/manager-prompt.tsx';
import { successorIn } from '../orders/technician-choice.ts';

interface HandBackFormProps {
  clockId: string;
  /** Who was called and does not serve it. */
  technicianNo: string;
  why: HandBackCause;
  /** The guest asked for this number: who comes instead may be asked first. */
  isAskedFor: boolean;
  /** Who comes instead, where that was said already. */
  instead?: string | undefined;
  onDone: () => void;
  onCancel: () => void;
}

const acts = { refused: 'clock.refuse', 'late-to-room': 'clock.replaceLate' } as const;

/** A called clock is refused, or its technician came too late: who comes instead, why, and a manager's approval. */
export function HandBackForm({
  clockId,
  technicianNo,
  why,
  isAskedFor,
  instead = '',
  onDone,
  onCancel,
}: HandBackFormProps) {
  const { t } = useTranslation('hand-back');
  const [successor, setSuccessor] = useState(instead);
  const [asksFirst, setAsksFirst] = useState(isAskedFor && instead === '');
  const name = acts[why];
  const send = async (authorisationId: string, reason: string) => {
    // A clock of the rotation goes to the next as it was ordered, the wanted gender included.
    const isAsOrdered = asksFirst || (!isAskedFor && successor.trim() === '');
    const choice = isAsOrdered ? {} : { choice: successorIn(successor) };
    const answer = await act(name, { clockId, reason, authorisationId, was: technicianNo, ...choice });
    if (answer) onDone();
  };
  return (
    <ManagerPrompt
      title={t(`title.${why}`, { no: technicianNo })}
      approval={{ act: name, subject: { kind: 'clock', id: clockId } }}
      suggestions={t(`reasons.${why}`).split('|')}
      confirmLabel={t(`confirm.${why}`)}
      onGiven={(authorisationId, reason) => void send(authorisationId, reason)}
      onCancel={onCancel}
    >
      {isAskedFor && (
        <Checkbox
          size="md"
          py={10}
          label={t('askFirst')}
          checked={asksFirst}
          onChange={(event) => setAsksFirst(event.currentTarget.checked)}
        />
      )}
      <TextInput
        label={t('instead')}
        placeholder={t('rotation')}
        size="md"
        autoComplete="off"
        maxLength={8}
        disabled={asksFirst}
        value={successor}
        onChange={(event) => setSuccessor(event.currentTarget.value)}
      />
    </ManagerPrompt>
  );
}
