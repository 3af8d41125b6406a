import type { GuideStepId } from '../../../host/parts/guide/views.ts';
import type { ScreenName } from '../../client/router.ts';

/** What a step is done with: rooms in a state, and people. */
export type Subject = 'free' | 'called' | 'running' | 'toPay' | 'dirty' | 'blocked';

export interface Place {
  screen: ScreenName;
  params?: Readonly<Record<string, string>>;
  /** It is shown with such a room, where there is one. */
  room?: Subject;
}

const roomOf = (room: Subject): Place => ({ screen: 'board', room });
const settings = (sheet: string): Place => ({ screen: 'store-settings', params: { sheet } });
const terminals: Place = { screen: 'practice' };

/** Where each step is done; null: in a menu, as its words say. */
export const places: Readonly<Record<GuideStepId, Place | null>> = {
  ...{ open: roomOf('free'), request: roomOf('free'), goods: roomOf('running'), wish: roomOf('running') },
  ...{ extend: roomOf('running'), book: { screen: 'reservations' }, arrive: { screen: 'reservations' } },
  ...{ duty: terminals, start: terminals, end: terminals, rest: terminals, back: terminals, leave: terminals },
  ...{ prebill: roomOf('toPay'), pay: { screen: 'cashier' }, 'two-tenders': { screen: 'cashier' } },
  ...{ deliver: { screen: 'kitchen' }, clean: roomOf('dirty') },
  ...{ roster: { screen: 'attendance' }, stop: { screen: 'clock-room' }, 'in-order': roomOf('blocked') },
  ...{ rules: { screen: 'policy' }, prices: settings('items'), approve: roomOf('running') },
  ...{ person: settings('people'), pin: null, 'lost-card': { screen: 'clock-room' } },
  ...{ stock: { screen: 'kitchen' }, correction: { screen: 'pay' }, payslip: { screen: 'pay' } },
  export: { screen: 'devices' },
};
