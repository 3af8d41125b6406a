import { useSyncExternalStore } from 'react';
import type { HandBackCause } from '../../../core/model/clocks/clock.ts';
import type { RoomState } from '../../../core/model/rooms/room.ts';

/** What the panel at the right shows of the chosen room: its visit, or one form in its place. */
export type PanelForm =
  | { kind: 'visit' }
  | { kind: 'order' }
  | { kind: 'goods' }
  | { kind: 'cancel-goods'; lineId: string }
  | { kind: 'change-room' }
  | { kind: 'change-technician'; clockId: string }
  | { kind: 'change-item'; clockId: string; serviceCode?: string }
  /** `instead`: who comes, as typed. */
  | { kind: 'hand-back'; why: HandBackCause; clockId: string; instead?: string }
  | { kind: 'rechoose'; clockId: string }
  | { kind: 'undo-extension'; clockId: string; extensionId: string }
  | { kind: 'wristband'; guestId: string }
  | { kind: 'add-guest' }
  | { kind: 'bill' }
  /** Another one, or the one that is changed. */
  | { kind: 'wish'; wishId?: string }
  | { kind: 'reason'; about: 'start' | 'end' | 'cancel' | 'convert'; clockId: string }
  | { kind: 'reason'; about: 'out-of-order' }
  /** The room is kept for guests who reserved it: `text` says for whom, `again` opens it all the same. */
  | { kind: 'despite'; text: string; again: (reason: string) => Promise<boolean> };

export type BoardFilter = 'all' | RoomState;

/** What this person looks at: shared by the command box, the tiles and the panel. Not the store's business. */
interface BoardView {
  roomNo: string | null;
  form: PanelForm;
  filter: BoardFilter;
}

let view: BoardView = { roomNo: null, form: { kind: 'visit' }, filter: 'all' };
const listeners = new Set<() => void>();

function change(next: Partial<BoardView>): void {
  view = { ...view, ...next };
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Chooses a room for the panel, or none. */
export function chooseRoom(roomNo: string | null): void {
  change({ roomNo, form: { kind: 'visit' } });
}

/** Puts a form into the panel; without one, the visit again. */
export function showForm(form: PanelForm = { kind: 'visit' }): void {
  change({ form });
}

export function setFilter(filter: BoardFilter): void {
  change({ filter });
}

/** The room chosen just now, for what runs outside of rendering. */
export function chosenRoomNo(): string | null {
  return view.roomNo;
}

export function useBoardView<T>(select: (view: BoardView) => T): T {
  return useSyncExternalStore(subscribe, () => select(view));
}
