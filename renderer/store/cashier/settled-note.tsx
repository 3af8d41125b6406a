import { Button, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconReceipt } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaidBill } from '../../../core/model/bills/bill-schema.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { BillPaper } from './bill-paper.tsx';
import classes from './cashier.module.css';
import type { OpenVisit } from './open-visits.ts';

/** A bill that was just settled, and the party its visit belongs to. */
export interface SettledBill {
  bill: SaidBill;
  partyId: string;
}

interface SettledNoteProps {
  settled: SettledBill;
  visits: readonly OpenVisit[];
  onNext: (visitId: string) => void;
  onClose: () => void;
}

/** Says calmly that it is done and what change to give; then the next of the party, or the next guest. */
export function SettledNote({ settled: { bill, partyId }, visits, onNext, onClose }: SettledNoteProps) {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  const { tenderByCode } = useCatalog();
  const [showsPaper, setShowsPaper] = useState(false);
  const next = visits.find((open) => open.visit.partyId === partyId);
  return (
    <div className={classes.settled} data-paper={showsPaper || undefined}>
      <section className={classes.done} aria-label={t('done.title')}>
        <IconCircleCheck size={56} stroke={1.5} color="var(--cr-green)" aria-hidden />
        <div role="status">
          <Title order={2}>
            {bill.roomNo} · {t('done.title')}
          </Title>
          <Text c="var(--cr-quiet)">
            {bill.no} · {t('done.total', { amount: format.money(bill.totalMinor, bill.currency) })}
          </Text>
          <div className={classes.change}>
            {bill.changeMinor > 0 ? (
              <>
                <span>{t('done.change')}</span>
                <b>{format.money(bill.changeMinor, bill.currency)}</b>
              </>
            ) : (
              <span>{t('done.noChange')}</span>
            )}
          </div>
        </div>
        <ul className={classes.payments}>
          {[...bill.payments.entries()].map(([place, payment]) => {
            const tender = tenderByCode.get(payment.tenderCode);
            return (
              <li key={place}>
                <span>
                  {tender ? format.text(tender.name) : payment.tenderCode}{' '}
                  <span className={classes.quiet}>{payment.reference}</span>
                </span>
                <span>{format.money(payment.amountMinor, payment.currency)}</span>
              </li>
            );
          })}
        </ul>
        <div className={classes.doneButtons}>
          {next && (
            <Button h={52} autoFocus id="cashier-next" onClick={() => onNext(next.visit.id)}>
              {t('done.nextOfParty', { room: next.roomNo })}
            </Button>
          )}
          <Button
            h={52}
            variant={next ? 'default' : 'filled'}
            autoFocus={!next}
            id={next ? undefined : 'cashier-next'}
            rightSection={next ? undefined : <KeyHint keys="Enter" />}
            onClick={onClose}
          >
            {t('done.close')}
          </Button>
          <Button
            h={52}
            variant="default"
            aria-expanded={showsPaper}
            leftSection={<IconReceipt size={20} aria-hidden />}
            onClick={() => setShowsPaper(!showsPaper)}
          >
            {t('done.paper')}
          </Button>
        </div>
      </section>
      {showsPaper && <BillPaper billId={bill.id} no={bill.no} onClose={() => setShowsPaper(false)} />}
    </div>
  );
}
