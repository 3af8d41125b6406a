import { Button, CloseButton, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import type { VisitView } from '../../../../host/parts/visits/views.ts';
import { useActionKeys, useActsByLetters } from '../../../client/action-keys.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { useFormat } from '../../../client/format.ts';
import { useMay, useSession } from '../../../client/session.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { Sums } from '../../../components/money.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { chooseRoom, type PanelForm, showForm, useBoardView } from '../../../shared/command-line/board-view.ts';
import { History } from '../../../shared/history/history.tsx';
import { WishList } from '../../../shared/wishes/wish-list.tsx';
import {
  type ActionName,
  mainClocks,
  type PanelAction,
  placesOf,
  roomActions,
  stepBack,
  urgentClock,
  visitActions,
} from './actions.ts';
import { BillPreview } from './bill-preview.tsx';
import { CancelForm } from './cancel-form.tsx';
import { CancelGoodsForm } from './cancel-goods-form.tsx';
import { ChangeItemForm } from './change-item-form.tsx';
import { GoodsForm } from './goods-form.tsx';
import { GuestCard } from './guest-card.tsx';
import { OpenForm } from './open-form.tsx';
import { OrderForm } from './order-form.tsx';
import { Overview } from './overview.tsx';
import classes from './panel.module.css';
import { DespiteForm, ReservedNote, UnlessReserved } from './reserved-room.tsx';
import {
  AddGuestForm,
  ChangeRoomForm,
  ChangeTechnicianForm,
  ClockReasonForm,
  OutOfOrderForm,
  WristbandForm,
} from './small-forms.tsx';
import { HandBackPanel, RechooseForm, UndoExtensionForm } from './waiting-forms.tsx';
import { WishForm } from './wish-form.tsx';

/** The panel at the right: the chosen room with all that can be done there, or what needs somebody. */
export function RoomPanel() {
  const { t } = useTranslation('board');
  const roomNo = useBoardView((view) => view.roomNo);
  const form = useBoardView((view) => view.form);
  const room = useBoard((board) => (roomNo === null ? undefined : board.rooms.get(roomNo)));
  useHotkeys([['Escape', (event) => !isOfWhatFloats(event) && stepBack(form.kind !== 'visit')]], []);
  return (
    <aside className={classes.panel} aria-label={t('panel')}>
      {room ? (
        <>
          <Head room={room} />
          <Content key={`${room.no} ${room.visit?.id}`} room={room} form={form} />
        </>
      ) : (
        <Overview />
      )}
    </aside>
  );
}

function Head({ room }: { room: RoomView }) {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const { visit } = room;
  const facts = visit
    ? [t('board:openedAt', { time: format.time(visit.openedAt) }), t('board:visitNo', { no: visit.no }), visit.openedBy]
    : [t('board:beds', { count: room.beds })];
  if (room.minimumChargeMinor > 0) facts.push(t('board:minimum', { amount: format.money(room.minimumChargeMinor) }));
  if (room.outOfOrder) facts.push(room.outOfOrder);
  if (room.terminal === 'offline') facts.push(t('board:terminalOffline'));
  return (
    <header className={classes.head}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="sm">
          <h2 className={classes.roomNo} style={{ margin: 0 }}>
            {room.no}
          </h2>
          <StateBadge state={room.state} />
        </Group>
        <CloseButton size={44} aria-label={t('common:close')} onClick={() => chooseRoom(null)} />
      </Group>
      <Text className={classes.quiet}>{facts.join(' · ')}</Text>
    </header>
  );
}

function Content({ room, form }: { room: RoomView; form: PanelForm }) {
  const may = useSession()?.permissions ?? [];
  const { visit } = room;
  if (form.kind === 'reason' && form.about === 'out-of-order') return <OutOfOrderForm roomNo={room.no} />;
  if (form.kind === 'despite') return <DespiteForm text={form.text} again={form.again} />;
  if (!visit) {
    const free = room.state === 'vacant' || room.state === 'reserved';
    return (
      <>
        <ReservedNote roomNo={room.no} />
        {free && may.includes('visit.open') ? (
          <UnlessReserved isReserved={room.state === 'reserved'}>
            <OpenForm room={room} />
          </UnlessReserved>
        ) : (
          <div className={classes.body} />
        )}
        <Actions actions={roomActions(room)} />
      </>
    );
  }
  return <VisitForm room={room} visit={visit} form={form} />;
}

function VisitForm({ room, visit, form }: { room: RoomView; visit: VisitView; form: PanelForm }) {
  const { guests } = visit;
  const clock = 'clockId' in form ? mainClocks(visit).find((one) => one.id === form.clockId) : undefined;
  const guest = 'guestId' in form ? guests.find((one) => one.id === form.guestId) : undefined;
  if (form.kind === 'order') return <OrderForm room={room} guests={guests} />;
  if (form.kind === 'goods') return <GoodsForm guests={guests} />;
  if (form.kind === 'cancel-goods') {
    const line = guests.flatMap(({ goods }) => goods).find(({ id }) => id === form.lineId);
    if (line) return <CancelGoodsForm line={line} />;
  }
  if (form.kind === 'change-room') return <ChangeRoomForm room={room} visitId={visit.id} guests={guests} />;
  if (form.kind === 'add-guest') return <AddGuestForm visitId={visit.id} />;
  if (form.kind === 'wish') {
    return <WishForm visit={visit} wish={visit.wishes.find(({ id }) => id === form.wishId)} />;
  }
  if (form.kind === 'bill') return <BillPreview visit={visit} />;
  if (form.kind === 'wristband' && guest) return <WristbandForm guest={guest} />;
  if (form.kind === 'change-item' && clock) {
    const priced = mainClocks(visit).find(({ id }) => id === clock.pairOf) ?? clock;
    return <ChangeItemForm key={form.serviceCode} clock={clock} priced={priced} serviceCode={form.serviceCode} />;
  }
  if (form.kind === 'hand-back' && clock) return <HandBackPanel clock={clock} why={form.why} instead={form.instead} />;
  if (form.kind === 'rechoose' && clock) return <RechooseForm clock={clock} />;
  if (form.kind === 'undo-extension') return <UndoExtensionForm extensionId={form.extensionId} />;
  if (form.kind === 'change-technician' && clock) return <ChangeTechnicianForm clock={clock} />;
  if (form.kind === 'reason' && form.about === 'cancel' && clock) return <CancelForm clock={clock} visit={visit} />;
  if (form.kind === 'reason' && form.about !== 'cancel' && form.about !== 'out-of-order' && clock) {
    return <ClockReasonForm about={form.about} clock={clock} />;
  }
  return <Visit room={room} visit={visit} />;
}

function Visit({ room, visit }: { room: RoomView; visit: VisitView }) {
  const { t } = useTranslation('board');
  const catalog = useCatalog();
  const mayNote = useMay('visit.open');
  const maySettle = useMay('bill.settle');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const clock = mainClocks(visit).find((one) => one.id === chosenId) ?? urgentClock(visit);
  const guest = visit.guests.find((one) => one.id === clock?.guestId) ?? visit.guests[0] ?? null;
  return (
    <>
      <div className={classes.body}>
        <WishList
          visit={visit}
          onChoose={mayNote ? ({ id: wishId }) => showForm({ kind: 'wish', wishId }) : undefined}
        />
        {visit.guests.map((one) => (
          <GuestCard
            key={one.id}
            guest={one}
            chosenClockId={clock?.id ?? null}
            onChoose={setChosenId}
            canLeave={visit.guests.length > 1}
          />
        ))}
        <History visit={visit} />
      </div>
      <Actions actions={visitActions(room, visit, clock, guest, { catalog, maySettle })} inVisit>
        <div className={classes.total}>
          <span>{t('owed')}</span>
          <Sums of={visit.totals} />
        </div>
      </Actions>
    </>
  );
}

/** As in the style sheet. */
const columns = 4;

interface ActionsProps {
  actions: PanelAction[];
  /** They are about a visit, not about an empty room. */
  inVisit?: boolean;
  children?: React.ReactNode;
}

function Actions({ actions, inVisit = false, children }: ActionsProps) {
  const permissions = useSession()?.permissions ?? [];
  const allowed = actions.filter((action) => permissions.includes(action.permission));
  const answer = allowed.find(({ name }) => name === 'answer');
  const places = placesOf(allowed, permissions, inVisit);
  useActionKeys(allowed.map(({ keys, run }) => ({ key: keys, run })));
  if (allowed.length === 0) return null;
  return (
    <footer className={classes.foot}>
      {answer && (
        <div className={classes.answer}>
          <ActionButton action={answer} />
        </div>
      )}
      {children}
      <div className={classes.actions}>
        {places.map(({ id, action }, index) => (
          // The last one takes what is left of its row, what readies a room all but the other's place.
          <div key={id} className={classes.place} style={{ gridColumn: `span ${spanOf(id, index, places.length)}` }}>
            {action && <ActionButton action={action} />}
          </div>
        ))}
      </div>
    </footer>
  );
}

function spanOf(id: ActionName, index: number, count: number): number {
  if (id === 'clean') return columns - (count - 1);
  return id !== 'out-of-order' && index === count - 1 ? columns - (index % columns) : 1;
}

function ActionButton({ action: { name, keys, main, run } }: { action: PanelAction }) {
  const { t } = useTranslation('board');
  const [letters] = useActsByLetters();
  const hasKey = letters || keys === 'Enter';
  return (
    <Button
      className={classes.action}
      fullWidth
      variant={main ? 'filled' : 'default'}
      aria-keyshortcuts={hasKey ? keys : undefined}
      onClick={run}
    >
      <span className={classes.actionLabel}>
        {t(`actions.${name}`)}
        {hasKey && <KeyHint keys={keys} />}
      </span>
    </Button>
  );
}

/** Whether a key was for a menu, a list or a dialogue that stands above everything: it closes that and nothing below. */
function isOfWhatFloats({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="menu"], [role="listbox"], [role="dialog"]') !== null;
}
