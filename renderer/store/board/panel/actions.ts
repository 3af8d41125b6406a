import { earlyMinutesOf, isUndoable } from '../../../../core/model/clocks/timing.ts';
import { isWaiting } from '../../../../core/model/clocks/waiting.ts';
import type { Permission } from '../../../../core/model/staff/permissions.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import type { GuestView, VisitView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import type { CatalogIndex } from '../../../client/catalog-index.ts';
import { navigate } from '../../../client/router.ts';
import { storeNow } from '../../../client/store-time.ts';
import { chooseRoom, showForm } from '../../../shared/command-line/board-view.ts';
import { putInOrder } from '../../../shared/command-line/run-action.ts';

/** What can be done with the chosen room; the names are those of the texts. */
export const actionNames = [
  'order',
  'extend',
  'goods',
  'call-again',
  'start',
  'end',
  'cancel',
  'change-technician',
  'rechoose',
  'refuse',
  'replace-late',
  'undo-extension',
  'change-item',
  'convert',
  'change-room',
  'add-guest',
  'wristband',
  'wish',
  'bill',
  'answer',
  'close',
  'clean',
  'out-of-order',
  'in-order',
  'pay',
] as const;
export type ActionName = (typeof actionNames)[number];

/**
 * Where each action stands in the panel, row by row: in every state at the same place, so that a hand finds it without
 * looking. Those of one place never come together. What cannot be done leaves its place empty.
 */
const visitPlaces: readonly (readonly ActionName[])[] = [
  ['order'],
  ['extend', 'call-again'],
  ['goods'],
  ['start', 'end'],
  ['change-technician', 'rechoose', 'replace-late'],
  ['change-item'],
  ['change-room'],
  ['cancel'],
  ['convert'],
  ['refuse', 'undo-extension'],
  ['add-guest'],
  ['wristband'],
  ['wish'],
  ['bill'],
  ['pay', 'close'],
];
const roomPlaces: readonly (readonly ActionName[])[] = [['clean', 'in-order'], ['out-of-order']];

export interface ActionPlace {
  /** The first of those that can stand there: names the place. */
  id: ActionName;
  /** What can be done there now. */
  action: PanelAction | undefined;
}

/**
 * The places of all actions somebody may ever do there, in order, with what can be done now. An answer to guests who
 * call has no place among them: it stands above.
 */
export function placesOf(actions: readonly PanelAction[], permissions: readonly Permission[], inVisit: boolean) {
  return (inVisit ? visitPlaces : roomPlaces)
    .map((names) => names.filter((name) => permissions.includes(permissionOf[name])))
    .flatMap(([id, ...others]): ActionPlace[] =>
      id === undefined ? [] : [{ id, action: actions.find(({ name }) => name === id || others.includes(name)) }],
    );
}

export interface PanelAction {
  name: ActionName;
  /** The key that does it, as `useActionKeys` takes it. */
  keys: string;
  permission: Permission;
  /** The one that is most likely wanted next. */
  main?: boolean;
  run: () => void;
}

const keyOf: Record<ActionName, string> = {
  order: 'O',
  extend: 'A',
  goods: 'G',
  'call-again': 'C',
  start: 'S',
  end: 'E',
  cancel: 'X',
  'change-technician': 'T',
  rechoose: 'T',
  refuse: 'F',
  'replace-late': 'L',
  'undo-extension': 'U',
  'change-item': 'I',
  convert: 'Z',
  'change-room': 'R',
  'add-guest': 'N',
  wristband: 'W',
  wish: 'Q',
  bill: 'P',
  answer: 'V',
  close: 'K',
  clean: 'Enter',
  'out-of-order': 'M',
  'in-order': 'Enter',
  pay: 'Enter',
};

const permissionOf: Record<ActionName, Permission> = {
  order: 'clock.order',
  extend: 'clock.extend',
  goods: 'goods.order',
  'call-again': 'clock.call',
  start: 'clock.start',
  end: 'clock.end',
  cancel: 'clock.cancel',
  'change-technician': 'clock.change-technician',
  rechoose: 'clock.change-technician',
  refuse: 'clock.change-technician',
  'replace-late': 'clock.change-technician',
  'undo-extension': 'clock.undo-extension',
  'change-item': 'clock.change-item',
  convert: 'clock.convert',
  'change-room': 'visit.move',
  'add-guest': 'visit.open',
  wristband: 'visit.open',
  wish: 'visit.open',
  bill: 'bill.print',
  answer: 'service-call.answer',
  close: 'visit.close',
  clean: 'room.clean',
  'out-of-order': 'room.out-of-order',
  'in-order': 'room.out-of-order',
  pay: 'bill.view',
};

function action(name: ActionName, run: () => void, main = false): PanelAction {
  return { name, keys: keyOf[name], permission: permissionOf[name], main, run };
}

/** The clocks of a visit that are not extensions of another and not cancelled, guest by guest. */
export function mainClocks(visit: VisitView): ClockView[] {
  return visit.guests
    .flatMap((guest) => guest.clocks)
    .filter((clock) => clock.parentId === null && clock.state !== 'cancelled');
}

/** The clock the actions are about, until another is tapped: one that waits, else the one that ends first. */
export function urgentClock(visit: VisitView): ClockView | null {
  const clocks = mainClocks(visit);
  const waiting = clocks.find((clock) => isWaiting(clock, clocks));
  const running = clocks
    .filter((clock) => clock.state === 'started')
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  return waiting ?? running[0] ?? null;
}

/** What can be done with a room in which a visit is, about one clock and one guest of it. */
export function visitActions(
  room: RoomView,
  visit: VisitView,
  clock: ClockView | null,
  guest: GuestView | null,
  { catalog, maySettle }: { catalog: CatalogIndex; maySettle: boolean },
): PanelAction[] {
  const actions: PanelAction[] = [action('order', () => showForm({ kind: 'order' }))];
  if (clock?.state === 'started') {
    actions.push(
      action('extend', () => void act('clock.extend', { clockId: clock.id, wasDueAt: clock.dueAt ?? undefined })),
    );
  }
  actions.push(action('goods', () => showForm({ kind: 'goods' })));
  if (clock?.state === 'called') {
    actions.push(
      action('call-again', () => void act('clock.callAgain', { clockId: clock.id }), true),
      action('start', () => showForm({ kind: 'reason', about: 'start', clockId: clock.id })),
      action('refuse', () => showForm({ kind: 'hand-back', why: 'refused', clockId: clock.id })),
    );
    if (clock.lateAt !== null) {
      actions.push(
        action('replace-late', () => showForm({ kind: 'hand-back', why: 'late-to-room', clockId: clock.id })),
      );
    }
  }
  if (clock?.state === 'ordered') {
    const isAsked = clock.passedBy.includes(clock.requestedNo ?? '');
    actions.push(action('rechoose', () => showForm({ kind: 'rechoose', clockId: clock.id }), isAsked));
  }
  if (clock?.state === 'started') actions.push(action('end', () => endClock(clock, catalog)));
  const extension = clock && undoable(clock, visit, catalog);
  if (extension) {
    const extensionId = extension.id;
    actions.push(
      action('undo-extension', () => showForm({ kind: 'undo-extension', clockId: clock.id, extensionId }), true),
    );
  }
  if (clock && clock.state !== 'ended') {
    actions.push(action('cancel', () => showForm({ kind: 'reason', about: 'cancel', clockId: clock.id })));
    // Whoever is late to the room is replaced as late.
    if (clock.technicianNo && !(clock.state === 'called' && clock.lateAt !== null)) {
      actions.push(action('change-technician', () => showForm({ kind: 'change-technician', clockId: clock.id })));
    }
    actions.push(action('change-item', () => showForm({ kind: 'change-item', clockId: clock.id })));
    if (clock.technicianNo && clock.type === 'rotation') {
      actions.push(action('convert', () => showForm({ kind: 'reason', about: 'convert', clockId: clock.id })));
    }
  }
  actions.push(action('change-room', () => showForm({ kind: 'change-room' })));
  if (visit.guests.length < room.beds) actions.push(action('add-guest', () => showForm({ kind: 'add-guest' })));
  if (guest) actions.push(action('wristband', () => showForm({ kind: 'wristband', guestId: guest.id })));
  actions.push(action('wish', () => showForm({ kind: 'wish' })));
  const consumed = visit.guests.some(
    (one) => one.clocks.some((each) => each.state !== 'cancelled') || one.goods.length > 0,
  );
  if (consumed) {
    actions.push(
      action('bill', () => showForm({ kind: 'bill' })),
      toCashier(visit, maySettle),
    );
  } else {
    actions.push(action('close', () => void act('visit.close', { visitId: visit.id })));
  }
  return withAnswer(room, actions);
}

/** The next step, and Enter, only for who may take money, and once nothing runs or waits any more. */
function toCashier(visit: VisitView, maySettle: boolean): PanelAction {
  const isNext = maySettle && mainClocks(visit).every(({ state }) => state === 'ended');
  const pay = action('pay', () => navigate('cashier', { visit: visit.id }), isNext);
  return isNext ? pay : { ...pay, keys: 'B' };
}

/** What can be done with a room nobody is in. A vacant one shows the form that opens it. */
export function roomActions(room: RoomView): PanelAction[] {
  const { no } = room;
  if (room.state === 'dirty') {
    return withAnswer(room, [
      action('clean', () => void act('room.clean', { roomNo: no }), true),
      action('out-of-order', () => showForm({ kind: 'reason', about: 'out-of-order' })),
    ]);
  }
  if (room.state === 'out-of-order') {
    return withAnswer(room, [action('in-order', () => void putInOrder(no, room.outOfOrder ?? ''), true)]);
  }
  return withAnswer(room, [action('out-of-order', () => showForm({ kind: 'reason', about: 'out-of-order' }))]);
}

function withAnswer(room: RoomView, actions: PanelAction[]): PanelAction[] {
  const callId = room.serviceCallId;
  if (callId === null) return actions;
  return [action('answer', () => void act('service.answer', { callId }), true), ...actions];
}

/** What a clock was extended by itself, while that may be taken back; the store has the last word. */
function undoable(clock: ClockView, visit: VisitView, catalog: CatalogIndex): ClockView | undefined {
  return visit.guests
    .flatMap(({ clocks }) => clocks)
    .find((one) => one.parentId === clock.id && isUndoable(one, catalog.store, storeNow()));
}

/** An end before the item's minimum needs a reason; the store has the last word. */
function endClock(clock: ClockView, catalog: CatalogIndex): void {
  const service = catalog.serviceByCode.get(clock.serviceCode) ?? {};
  if (earlyMinutesOf(clock, service, catalog.store, storeNow()) > 0)
    showForm({ kind: 'reason', about: 'end', clockId: clock.id });
  else void act('clock.end', { clockId: clock.id });
}

/** Leaves the panel's form, or the room. */
export function stepBack(inForm: boolean): void {
  if (inForm) showForm();
  else chooseRoom(null);
}
