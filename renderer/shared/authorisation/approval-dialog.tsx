import { Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import type { ApprovalSubject } from '../../../core/model/authorisations/authorisation.ts';
import { askManagerBy } from '../../client/act.ts';
import type { StoreRefusal } from '../../client/errors.ts';
import { useFormat } from '../../client/format.ts';
import { differenceIn, isConfirmation } from '../../client/settings-difference.ts';
import { ListBox } from '../../components/list-box.tsx';
import { ChangeLines } from '../settings/change-lines.tsx';
import type { Approval } from './authorise.ts';
import { ManagerPrompt } from './manager-prompt.tsx';

interface Asked {
  refusal: StoreRefusal;
  reason: string;
  answer: (authorisationId: string | null) => void;
}

/**
 * Asks a manager wherever the store refused an act for want of an approval, and answers the act with it: what a screen
 * cannot foresee is asked for here. One for the whole program.
 */
export function ApprovalDialog() {
  const { t } = useTranslation(['authorisation', 'common']);
  const format = useFormat();
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    askManagerBy((refusal, reason) => new Promise((answer) => setAsked({ refusal, reason, answer })));
    return () => askManagerBy(null);
  }, []);
  if (!asked) return null;
  const approval = approvalIn(asked.refusal);
  const close = (authorisationId: string | null) => {
    setAsked(null);
    asked.answer(authorisationId);
  };
  const { amountMinor, currency } = approval;
  const { code } = asked.refusal;
  const title = isConfirmation(code) ? t('authorisation:confirmDialog') : t('authorisation:dialog');
  // An approval is of exactly what is listed.
  const { changes } = differenceIn(asked.refusal.context);
  return (
    <Modal opened onClose={() => close(null)} title={title} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <ManagerPrompt
        title={
          amountMinor === undefined
            ? title
            : t('authorisation:forAmount', { amount: format.money(amountMinor, currency) })
        }
        approval={approval}
        confirmation={isConfirmation(code) ? (code === 'SETTINGS_CONFIRM' ? 'anybody' : 'another') : null}
        suggestions={[]}
        reasonAtFirst={asked.reason}
        confirmLabel={t(isConfirmation(code) ? 'authorisation:confirm' : 'authorisation:approve')}
        onGiven={(authorisationId) => close(authorisationId)}
        onCancel={() => close(null)}
      >
        <Text size="sm">{errorText(asked.refusal.code, format.language, asked.refusal.context)}</Text>
        {changes.length > 0 && (
          <ListBox label={t('authorisation:changes')}>
            <ChangeLines changes={changes} />
          </ListBox>
        )}
      </ManagerPrompt>
    </Modal>
  );
}

/** What the store says is to be asked for. */
function approvalIn({ context }: StoreRefusal): Approval {
  const { act, subject, amountMinor, currency } = context;
  return {
    act: String(act),
    subject: subject as ApprovalSubject,
    ...(typeof amountMinor === 'number' && { amountMinor }),
    ...(typeof currency === 'string' && { currency }),
  };
}
