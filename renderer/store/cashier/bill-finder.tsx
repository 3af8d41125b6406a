import { SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMoment } from '../../client/store-time.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Money, Sums } from '../../components/money.tsx';
import { RemainingTime } from '../../components/remaining-time.tsx';
import { stateLooks } from '../../components/room-state.ts';
import classes from './cashier.module.css';
import { type Chosen, type FoundVisit, findVisits, type OpenVisit, partyOf } from './open-visits.ts';

interface BillFinderProps {
  visits: readonly OpenVisit[];
  chosenVisitId: string | null;
  shownBillId: string | null;
  inputRef: RefObject<HTMLInputElement | null>;
  onChoose: (chosen: Chosen) => void;
  onShowBill: (bill: { billId: string; no: string }) => void;
}

/** The column at the left: search by band or room, bills to be paid, bills paid today. */
export function BillFinder({ visits, chosenVisitId, shownBillId, inputRef, onChoose, onShowBill }: BillFinderProps) {
  const { t } = useTranslation('cashier');
  const [typed, setTyped] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [list, setList] = useState<'open' | 'paid'>('open');
  const found = findVisits(visits, typed);

  const take = ({ open, guestId }: FoundVisit) => {
    setTyped('');
    setAsked(false);
    onChoose({ visitId: open.visit.id, guestIds: guestId === null ? 'all' : [guestId] });
  };
  return (
    <section className={classes.finder} aria-label={t('lists.label')}>
      <FinderField
        typed={typed}
        found={found}
        isAsked={isAsked}
        inputRef={inputRef}
        onType={(text) => {
          setTyped(text);
          setAsked(false);
          setList('open');
        }}
        onTake={take}
        onAsk={() => setAsked(true)}
      />
      <SegmentedControl
        fullWidth
        size="md"
        aria-label={t('lists.label')}
        value={list}
        onChange={(value) => setList(value === 'paid' ? 'paid' : 'open')}
        data={[
          { value: 'open', label: `${t('lists.open')} ${visits.length}` },
          { value: 'paid', label: t('lists.paid') },
        ]}
      />
      {list === 'paid' ? (
        <PaidToday shownBillId={shownBillId} onShowBill={onShowBill} />
      ) : found.length === 0 ? (
        <EmptyNote text={t(visits.length === 0 ? 'noneOpen' : 'find.none')} />
      ) : (
        <ul className={classes.list}>
          {found.map((one) => (
            <li key={`${one.open.visit.id} ${one.guestId}`}>
              <VisitCard
                open={one.open}
                means={isAsked && one.exact ? t(one.guestId === null ? 'find.room' : 'find.band', { typed }) : null}
                partySize={partyOf(visits, one.open.visit).length}
                current={one.open.visit.id === chosenVisitId}
                onClick={() => take(one)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface FinderFieldProps {
  typed: string;
  found: readonly FoundVisit[];
  /** What was typed may be two things, and Enter was pressed: somebody has to say which. */
  isAsked: boolean;
  inputRef: RefObject<HTMLInputElement | null>;
  onType: (typed: string) => void;
  onTake: (found: FoundVisit) => void;
  onAsk: () => void;
}

/** Where a band or a room is typed; Enter takes what was found. */
function FinderField({ typed, found, isAsked, inputRef, onType, onTake, onAsk }: FinderFieldProps) {
  const { t } = useTranslation('cashier');
  const [missed, setMissed] = useState(false);
  useEffect(() => {
    inputRef.current?.focus();
  }, [inputRef]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [first, second] = found;
    if (typed.trim() === '') return;
    setMissed(!first);
    // A room and somebody else's band: whoever typed it says which.
    if (first?.exact && second?.exact) onAsk();
    else if (first) onTake(first);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        ref={inputRef}
        size="md"
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={<KeyHint keys="Esc" />}
        rightSectionWidth={44}
        autoComplete="off"
        maxLength={8}
        value={typed}
        error={missed && found.length === 0 ? t('find.none') : isAsked ? t('find.which', { typed }) : null}
        onChange={(event) => {
          setMissed(false);
          onType(event.currentTarget.value);
        }}
      />
    </form>
  );
}

interface VisitCardProps {
  open: OpenVisit;
  /** What the number that was typed is here, where it may be two things. */
  means: string | null;
  partySize: number;
  current: boolean;
  onClick: () => void;
}

function VisitCard({ open, means, partySize, current, onClick }: VisitCardProps) {
  const { t } = useTranslation(['cashier', 'common']);
  const { visit, roomNo, isReady, nextDueAt } = open;
  const bands = visit.guests.flatMap((guest) => guest.wristbandNo ?? []);
  const { Icon, ink } = stateLooks[isReady ? 'awaiting-payment' : 'in-service'];
  return (
    <UnstyledButton className={classes.card} aria-current={current || undefined} onClick={onClick}>
      <span className={classes.cardHead}>
        <span>
          {roomNo} <span className={classes.quiet}>·</span> {t('common:people', { count: visit.guests.length })}
          {means !== null && <b> {means}</b>}
          {partySize > 1 && <span className={classes.party}>{t('partyOf', { count: partySize })}</span>}
        </span>
        <Sums of={visit.totals} />
      </span>
      <span className={classes.cardLine}>
        {bands.length > 0 && <span>{t('bands', { list: bands.join(' ') })}</span>}
        <span className={classes.cardState} style={{ color: ink }}>
          <Icon size={14} aria-hidden />
          {isReady ? (
            <WaitsSince open={open} />
          ) : (
            <>
              {t('stillOpen')} {nextDueAt !== null && <RemainingTime dueAt={nextDueAt} />}
            </>
          )}
        </span>
      </span>
    </UnstyledButton>
  );
}

function WaitsSince({ open: { readySince } }: { open: OpenVisit }) {
  const { t } = useTranslation(['cashier', 'common']);
  const minutes = useMoment((now) =>
    readySince === null ? null : Math.max(0, Math.floor((now - readySince) / minuteMs)),
  );
  return <>{minutes === null ? t('common:roomState.awaiting-payment') : t('waitsSince', { minutes })}</>;
}

function PaidToday({ shownBillId, onShowBill }: Pick<BillFinderProps, 'shownBillId' | 'onShowBill'>) {
  const { t } = useTranslation('cashier');
  const format = useFormat();
  const { staffByNo } = useCatalog();
  const query = useQuery({ queryKey: ['bills', 'today'], queryFn: () => api.bills.today.query() });
  return (
    <AsyncBoundary query={query} isEmpty={(bills) => bills.length === 0} emptyText={t('nonePaid')}>
      {(bills) => (
        <ul className={classes.list}>
          {bills
            .toSorted((a, b) => b.settledAt - a.settledAt)
            .map((bill) => (
              <li key={bill.id}>
                <UnstyledButton
                  className={classes.card}
                  aria-current={bill.id === shownBillId || undefined}
                  onClick={() => onShowBill({ billId: bill.id, no: bill.no })}
                >
                  <span className={classes.cardHead}>
                    <span>
                      {bill.roomNo} <span className={classes.quiet}>· {bill.no}</span>
                    </span>
                    <Money amountMinor={bill.totalMinor} currency={bill.currency} />
                  </span>
                  <span className={classes.cardLine}>
                    {t('paidBy', {
                      time: format.time(bill.settledAt),
                      staff: staffByNo.get(bill.settledBy)?.name ?? bill.settledBy,
                    })}
                  </span>
                </UnstyledButton>
              </li>
            ))}
        </ul>
      )}
    </AsyncBoundary>
  );
}
