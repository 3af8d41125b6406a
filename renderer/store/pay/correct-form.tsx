import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAmount } from '../../../core/kernel/money.ts';
import { normalCode } from '../../../core/kernel/typed.ts';
import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';
import classes from './pay.module.css';

interface CorrectFormProps {
  month: string;
  payeeNo: string;
  isClosed: boolean;
  onClose: () => void;
}

/** Adds to somebody's pay or takes off, with a reason; of a closed month it goes to the next one. */
export function CorrectForm({ month, payeeNo, isClosed, onClose }: CorrectFormProps) {
  const { t } = useTranslation('pay');
  const { store } = useCatalog();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const amountMinor = signedAmount(typed, store.currency);
  const confirm = async (reason: string) => {
    setTried(true);
    if (!amountMinor) return;
    const answer = await act('commission.correct', { payeeNo, aboutMonth: month, amountMinor, reason });
    if (!answer) return;
    showDone(t('correct.done'));
    onClose();
  };
  return (
    <div className={classes.correct}>
      <TextInput
        size="md"
        label={t('correct.amount')}
        description={t('correct.hint')}
        inputMode="decimal"
        autoFocus
        value={typed}
        error={tried && !amountMinor ? t('correct.mustBe') : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {isClosed && <Text size="sm">{t('correct.next', { month })}</Text>}
      <ReasonPrompt
        title={t('correct.why')}
        suggestions={[t('correct.reasons.missed'), t('correct.reasons.double'), t('correct.reasons.bonus')]}
        confirmLabel={t('correct.confirm')}
        onConfirm={(reason) => void confirm(reason)}
        onCancel={onClose}
      />
    </div>
  );
}

/** `-12.50` in minor units; null for what is no amount. */
function signedAmount(typed: string, currency: string): number | null {
  const text = normalCode(typed).replace('−', '-');
  const amount = parseAmount(text.replace(/^[+-]/, ''), currency);
  return amount !== null && text.startsWith('-') ? -amount : amount;
}
