import { ActionIcon, Button, Group, Radio, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minorToDecimal } from '../../../core/kernel/money.ts';
import { normalAmount } from '../../../core/kernel/typed.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import classes from './cashier.module.css';
import {
  dueIn,
  type MoneyRules,
  maxPayments,
  type PaymentDraft,
  rateOf,
  type Standing,
  usableTenders,
  worthOf,
} from './payment-draft.ts';

interface PayPanelProps {
  totalMinor: number;
  /** Rates and tenders as they are for this bill. */
  rules: MoneyRules;
  draft: PaymentDraft;
  standing: Standing;
  mayTake: boolean;
  /** Clocks are open, or nothing was consumed. */
  blocked: boolean;
  /** The bill changed and nobody has acknowledged it. */
  changed: boolean;
  sending: boolean;
  /** The bill on screen is the one of the guests chosen. */
  ready: boolean;
  onDraft: (draft: PaymentDraft) => void;
  onAcknowledge: () => void;
  onSettle: () => void;
}

/** Takes the money: what is still due large, the tenders, the amount, and one button that does the next thing. */
export function PayPanel(props: PayPanelProps) {
  const { totalMinor, rules, draft, standing, mayTake, blocked, changed, sending, ready } = props;
  const { onDraft, onAcknowledge, onSettle } = props;
  const { t } = useTranslation(['cashier', 'common']);
  const format = useFormat();
  const catalog = useCatalog();
  const { currency } = rules.store;
  const [tried, setTried] = useState(false);
  const amountField = useRef<HTMLInputElement>(null);
  const referenceField = useRef<HTMLInputElement>(null);
  const tenders = usableTenders(rules);
  const { tender, balance, pending, after, problem } = standing;

  useEffect(() => {
    if (mayTake && !blocked) amountField.current?.focus();
  }, [mayTake, blocked]);

  const change = (part: Partial<PaymentDraft>) => {
    setTried(false);
    onDraft({ ...draft, ...part });
  };
  const finishes = after.remainingMinor === 0;
  const full = draft.payments.length >= maxPayments;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (blocked || sending || !ready) return;
    if (changed) {
      onAcknowledge();
      return;
    }
    setTried(true);
    if (problem === 'reference') referenceField.current?.focus();
    else if (problem) amountField.current?.focus();
    else if (finishes) onSettle();
    else if (pending && !full) change({ payments: [...draft.payments, pending], typed: '', reference: '' });
  };
  const step = (by: number) => {
    const index = tenders.findIndex((one) => one.code === draft.tenderCode);
    const next = tenders[(index + by + tenders.length) % tenders.length];
    if (next) change({ tenderCode: next.code, typed: '' });
  };

  if (!mayTake) {
    return (
      <section className={classes.pay} aria-label={t('pay.title')}>
        <Large label={t('pay.remaining')} of={[totalMinor, currency]} />
        <Text c="var(--cr-quiet)">{t('pay.notAllowed')}</Text>
      </section>
    );
  }
  const showsChange = finishes && (after.changeMinor > 0 || (pending === null && totalMinor > 0));
  const foreign = tender !== undefined && tender.currency !== currency;
  const dueMinor = tender ? dueIn(tender, balance.remainingMinor, rules) : 0;
  const { remainingMinor } = draft.typed === '' ? balance : after;
  return (
    <section className={classes.pay} aria-label={t('pay.title')}>
      <div aria-live="polite">
        {showsChange ? (
          <Large
            label={t(after.changeMinor > 0 ? 'pay.change' : 'pay.settled')}
            of={[after.changeMinor, currency]}
            good
          />
        ) : (
          <Large label={t('pay.remaining')} of={[remainingMinor, currency]} />
        )}
      </div>
      {draft.payments.length > 0 && (
        <ul className={classes.payments} aria-label={t('pay.list')}>
          {[...draft.payments.entries()].map(([place, payment]) => {
            const its = catalog.tenderByCode.get(payment.tenderCode);
            const name = its ? format.text(its.name) : payment.tenderCode;
            const amount = format.money(payment.amountMinor, its?.currency);
            return (
              <li key={place}>
                <span>
                  {name} <span className={classes.quiet}>{payment.reference}</span>
                </span>
                <span>
                  {amount}
                  {its && its.currency !== currency && (
                    <span className={classes.quiet}> = {format.money(worthOf(payment, rules), currency)}</span>
                  )}
                </span>
                <ActionIcon
                  size={44}
                  variant="subtle"
                  color="gray"
                  aria-label={t('pay.remove', { name, amount })}
                  onClick={() => change({ payments: draft.payments.toSpliced(place, 1) })}
                >
                  <IconX size={18} aria-hidden />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      <form id="cashier-pay" className={classes.payForm} onSubmit={submit}>
        <Radio.Group
          aria-label={t('pay.tenders')}
          value={draft.tenderCode}
          onChange={(tenderCode) => {
            change({ tenderCode, typed: '' });
            amountField.current?.focus();
          }}
        >
          <div className={classes.tenders}>
            {tenders.map((one) => (
              <Radio.Card key={one.code} value={one.code} className={classes.tender}>
                {format.text(one.name)}
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        {foreign && tender && (
          <Text size="sm" className={classes.rate}>
            {t('pay.rate', {
              currency: tender.currency,
              rate: rateOf(tender, rules) ?? '',
              amount: format.money(dueMinor, tender.currency),
            })}
            {pending && draft.typed !== '' && (
              <b> · {t('pay.counts', { amount: format.money(worthOf(pending, rules), currency) })}</b>
            )}
          </Text>
        )}
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            id="cashier-amount"
            ref={amountField}
            flex={1}
            size="lg"
            inputMode="decimal"
            autoComplete="off"
            label={t('pay.amount', { currency: tender?.currency ?? currency })}
            placeholder={tender ? minorToDecimal(dueMinor, tender.currency) : ''}
            maxLength={20}
            value={draft.typed}
            error={
              problem === 'no-change'
                ? t('pay.noChange', { amount: format.money(after.excessMinor, currency) })
                : (tried || draft.typed !== '') && problem === 'amount'
                  ? t('pay.badAmount')
                  : null
            }
            onChange={(event) => change({ typed: normalAmount(event.currentTarget.value) })}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
              event.preventDefault();
              step(event.key === 'ArrowDown' ? 1 : -1);
            }}
          />
          <Button
            h={50}
            variant="default"
            disabled={!tender || balance.remainingMinor === 0}
            onClick={() => {
              if (tender) change({ typed: minorToDecimal(dueMinor, tender.currency) });
              amountField.current?.focus();
            }}
          >
            {t('pay.exact')}
          </Button>
        </Group>
        {tender?.needsReference && balance.remainingMinor > 0 && (
          <ReferenceField
            fieldRef={referenceField}
            value={draft.reference}
            isMissing={tried && problem === 'reference'}
            onChange={(reference) => change({ reference })}
          />
        )}
        <NumberPad value={draft.typed} extraKey="." maxLength={12} onChange={(typed) => change({ typed })} />
        <Button
          type="submit"
          h={60}
          fz={18}
          className={classes.take}
          disabled={blocked || !ready || (full && !finishes)}
          loading={sending}
          color={changed ? 'var(--cr-amber)' : undefined}
          aria-keyshortcuts="Enter"
          rightSection={<KeyHint keys="Enter" />}
        >
          {changed
            ? t('changed.ok')
            : full && !finishes
              ? t('pay.full')
              : finishes
                ? pending
                  ? t('pay.take', { amount: format.money(pending.amountMinor, tender?.currency) })
                  : t('pay.takeNothing')
                : t('pay.add', { amount: pending ? format.money(pending.amountMinor, tender?.currency) : '' })}
        </Button>
      </form>
    </section>
  );
}

interface ReferenceFieldProps {
  fieldRef: RefObject<HTMLInputElement | null>;
  value: string;
  isMissing: boolean;
  onChange: (reference: string) => void;
}

/** The number of a payment elsewhere, typed or scanned: what is scanned into it is no card. */
function ReferenceField({ fieldRef, value, isMissing, onChange }: ReferenceFieldProps) {
  const { t } = useTranslation('cashier');
  return (
    <TextInput
      ref={fieldRef}
      data-scanned
      size="md"
      autoComplete="off"
      label={t('pay.reference')}
      maxLength={64}
      value={value}
      error={isMissing ? t('pay.referenceNeeded') : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface LargeProps {
  label: string;
  /** Minor units, and their currency. */
  of: readonly [number, string];
  good?: boolean;
}

function Large({ label, of: [amountMinor, currency], good = false }: LargeProps) {
  const format = useFormat();
  return (
    <div className={classes.large} data-tone={good ? 'good' : undefined}>
      <span>{label}</span>
      <strong>{format.money(amountMinor, currency)}</strong>
    </div>
  );
}
