import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { tellError, tryAct } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { refusalOf } from '../../client/errors.ts';
import { useMay } from '../../client/session.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import { useBillDifferences } from './bill-changes.ts';
import { BillPanel } from './bill-panel.tsx';
import classes from './cashier.module.css';
import type { OpenVisit } from './open-visits.ts';
import { PayPanel } from './pay-panel.tsx';
import { draftFor, type PaymentDraft, rulesFor, standingOf } from './payment-draft.ts';
import type { SettledBill } from './settled-note.tsx';

interface CheckoutProps {
  open: OpenVisit;
  visits: readonly OpenVisit[];
  guestIds: string[] | 'all';
  onGuests: (guestIds: string[] | 'all') => void;
  onVisit: (visitId: string) => void;
  draft: PaymentDraft | undefined;
  onDraft: (draft: PaymentDraft) => void;
  onSettled: (bill: SettledBill) => void;
}

/** One visit at the counter: its bill in the middle, its payment at the right. */
export function Checkout({ open, visits, guestIds, onGuests, onVisit, draft, onDraft, onSettled }: CheckoutProps) {
  const client = useQueryClient();
  const maySettle = useMay('bill.settle');
  const [sending, setSending] = useState(false);
  const { visit } = open;
  const here = visit.guests.map((guest) => guest.id);
  const chosen = guestIds === 'all' ? here : here.filter((id) => guestIds.includes(id));
  // Whoever was chosen and has paid meanwhile is gone: then all who are left.
  const ids = chosen.length > 0 ? chosen : here;

  const query = useQuery({
    queryKey: ['bills', 'preview', visit.id, ids.join(',')],
    queryFn: () => api.bills.preview.query({ visitId: visit.id, guestIds: ids }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  useReloadWith(visit, () => void client.invalidateQueries({ queryKey: ['bills', 'preview', visit.id] }));
  const preview = query.data;
  const isCurrent = preview !== undefined && !query.isPlaceholderData;
  const { differences, acknowledge } = useBillDifferences(isCurrent ? preview : undefined);

  const rules = rulesFor(preview?.currency, useCatalog());
  const current = draft ?? draftFor(rules);
  const totalMinor = preview?.totalMinor ?? 0;
  const standing = standingOf(totalMinor, current, rules);

  const settle = async () => {
    if (!isCurrent || sending) return;
    const payments = standing.pending ? [...current.payments, standing.pending] : current.payments;
    setSending(true);
    try {
      const answer = await tryAct('bill.settle', {
        visitId: visit.id,
        guestIds: ids,
        expectedTotalMinor: totalMinor,
        payments: payments.map(({ tenderCode, amountMinor, reference }) => ({
          tenderCode,
          amountMinor,
          ...(reference && { reference }),
        })),
      });
      const event = answer.events.find((candidate) => candidate.type === 'bill.settled');
      if (event?.type === 'bill.settled') onSettled({ bill: event.payload.bill, partyId: visit.partyId });
    } catch (error) {
      tellError(error);
      if (refusalOf(error)?.code === 'BILL_CHANGED') await query.refetch();
    } finally {
      setSending(false);
    }
  };

  if (!preview) {
    return (
      <section className={classes.nothing}>
        {query.error ? <ErrorNote error={query.error} onRetry={() => void query.refetch()} /> : <LoadingNote />}
      </section>
    );
  }
  return (
    <>
      <BillPanel
        open={open}
        visits={visits}
        preview={preview}
        guestIds={ids}
        differences={differences}
        onAcknowledge={acknowledge}
        onGuests={onGuests}
        onVisit={onVisit}
      />
      <PayPanel
        totalMinor={totalMinor}
        rules={rules}
        draft={current}
        standing={standing}
        mayTake={maySettle}
        blocked={preview.openClocks.length > 0 || preview.lines.length === 0}
        changed={differences.length > 0}
        sending={sending}
        ready={isCurrent}
        onDraft={onDraft}
        onAcknowledge={acknowledge}
        onSettle={() => void settle()}
      />
    </>
  );
}

/** Calls back whenever a value became another one, not for the first. */
function useReloadWith(value: unknown, reload: () => void) {
  const seen = useRef(value);
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  });
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    latest.current();
  }, [value]);
}
