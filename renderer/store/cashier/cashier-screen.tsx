import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useCards } from '../../client/cards.tsx';
import { useRoute } from '../../client/router.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { BillFinder } from './bill-finder.tsx';
import { BillPaper } from './bill-paper.tsx';
import classes from './cashier.module.css';
import { Checkout } from './checkout.tsx';
import { type Chosen, guestWith, openVisitsOf } from './open-visits.ts';
import type { PaymentDraft } from './payment-draft.ts';
import { type SettledBill, SettledNote } from './settled-note.tsx';

/** The cashier: find by wristband or room, look at the bill, take payment. */
export default function CashierScreen() {
  const { t } = useTranslation('cashier');
  const { params } = useRoute();
  const rooms = useBoard((board) => board.rooms);
  const roomNos = useBoard((board) => board.roomNos);
  const visits = useMemo(() => (rooms && roomNos ? openVisitsOf({ rooms, roomNos }) : []), [rooms, roomNos]);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [settled, setSettled] = useState<SettledBill | null>(null);
  const [paper, setPaper] = useState<{ billId: string; no: string } | null>(null);
  const finder = useRef<HTMLInputElement>(null);

  // With every link that is followed, also the same once more: whoever follows one wants to see what it names.
  useEffect(() => {
    const visitId = params.get('visit');
    const billId = params.get('bill');
    if (!visitId && !billId) return;
    setChosen(visitId ? { visitId, guestIds: 'all' } : null);
    setSettled(null);
    setPaper(billId ? { billId, no: params.get('no') ?? '' } : null);
  }, [params]);

  const choose = (next: Chosen | null) => {
    setChosen(next);
    setSettled(null);
    setPaper(null);
  };
  useCards(({ holder }) => {
    if (holder.kind !== 'wristband') return;
    const guest = guestWith(visits, holder.no);
    if (guest) choose(guest);
  });
  useKeysAnywhere(finder, () => {
    choose(null);
    finder.current?.focus();
  });

  const current = chosen ? visits.find((open) => open.visit.id === chosen.visitId) : undefined;
  return (
    <Columns
      label={t('title')}
      hasHeading
      columns={[
        {
          id: 'find',
          label: t('columns.find'),
          width: 'minmax(230px, 300px)',
          children: (
            <BillFinder
              visits={visits}
              chosenVisitId={current?.visit.id ?? null}
              shownBillId={paper?.billId ?? null}
              inputRef={finder}
              onChoose={choose}
              onShowBill={(bill) => {
                choose(null);
                setPaper(bill);
              }}
            />
          ),
        },
        {
          id: 'bill',
          label: t('billTitle'),
          width: 'minmax(0, 1fr)',
          over: {
            isOpen: current !== undefined || paper !== null || settled !== null,
            onClose: () => choose(null),
            isWide: true,
            hasCross: paper !== null && settled === null,
            hasEscape: true,
          },
          children: (
            <Bill
              {...{ visits, current, chosen, settled, paper, drafts, choose, setChosen, setSettled, setDrafts }}
              onPaperClosed={() => setPaper(null)}
              onDone={() => {
                choose(null);
                finder.current?.focus();
              }}
            />
          ),
        },
      ]}
    />
  );
}

type Drafts = Readonly<Record<string, PaymentDraft>>;

interface BillProps {
  visits: ReturnType<typeof openVisitsOf>;
  current: ReturnType<typeof openVisitsOf>[number] | undefined;
  chosen: Chosen | null;
  settled: SettledBill | null;
  paper: { billId: string; no: string } | null;
  drafts: Drafts;
  choose(next: Chosen | null): void;
  setChosen(next: Chosen): void;
  setSettled(bill: SettledBill): void;
  setDrafts(change: (all: Drafts) => Drafts): void;
  onPaperClosed(): void;
  onDone(): void;
}

/** What is to be paid, what was paid just now, or a bill of before. What is typed stays with each visit. */
function Bill({ visits, current, chosen, settled, paper, drafts, choose, ...on }: BillProps) {
  const { t } = useTranslation('cashier');
  return (
    <div className={classes.screen}>
      {paper && !settled ? (
        <BillPaper {...paper} onClose={on.onPaperClosed} />
      ) : settled ? (
        <SettledNote
          settled={settled}
          visits={visits}
          onNext={(visitId) => choose({ visitId, guestIds: 'all' })}
          onClose={on.onDone}
        />
      ) : current && chosen ? (
        <Checkout
          key={current.visit.id}
          open={current}
          visits={visits}
          guestIds={chosen.guestIds}
          onGuests={(guestIds) => on.setChosen({ visitId: current.visit.id, guestIds })}
          onVisit={(visitId) => choose({ visitId, guestIds: 'all' })}
          draft={drafts[current.visit.id]}
          onDraft={(draft) => on.setDrafts((all) => ({ ...all, [current.visit.id]: draft }))}
          onSettled={(bill) => {
            on.setSettled(bill);
            on.setDrafts(({ [current.visit.id]: _paid, ...others }) => others);
          }}
        />
      ) : (
        <section className={classes.nothing} aria-label={t('billTitle')}>
          <EmptyNote text={t('choose')} />
        </section>
      )}
    </div>
  );
}

/** Digits typed nowhere go to the amount (a bill is open) or to the search; Escape starts over. */
function useKeysAnywhere(finder: React.RefObject<HTMLInputElement | null>, startOver: () => void) {
  const latest = useRef(startOver);
  useEffect(() => {
    latest.current = startOver;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = target?.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select') ?? false;
      const form = document.getElementById('cashier-pay');
      if (event.key === 'Escape') {
        if (!typing || form?.contains(target) || target === finder.current) latest.current();
      } else if (!typing && /^\d$/.test(event.key)) {
        // The digit itself lands in the field that has the focus when this is over.
        (document.getElementById('cashier-amount') ?? finder.current)?.focus();
      } else if (event.key === 'Enter' && !typing && !target?.closest('button, a, [role="radio"], input')) {
        if (form instanceof HTMLFormElement) form.requestSubmit();
        else document.getElementById('cashier-next')?.click();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [finder]);
}
