import type { Clock } from '../model/clocks/clock.ts';
import { clockError } from '../model/clocks/errors.ts';
import { serviceOf } from '../model/site/find.ts';
import { ask, done, timeAt } from './answer.ts';
import { askBand, asksGuest } from './band-dialog.ts';
import { cancelOwn } from './cancel-dialog.ts';
import type { ExtendDialog, WorkingDialog } from './dialogs.ts';
import { beginEnding } from './end-dialog.ts';
import { beginGoods } from './goods-dialog.ts';
import { nothingDone } from './idle.ts';
import { menu, menuAgain } from './menus.ts';
import { callForService } from './room-dialog.ts';
import { clockAtWork } from './running-clock.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
import { hasWishes, showWishes, startedWithWishes } from './wishes-dialog.ts';

/**
 * A technician's card at a room's terminal: starts the clock she or he was called to, or opens the menu of the one
 * that runs. Throws CLOCK_NOT_CALLED_HERE or CLOCK_CALLED_ELSEWHERE.
 */
export function technicianInRoom(
  port: TerminalPort,
  place: TerminalPlace,
  technicianNo: string,
  roomNo: string,
): TerminalAnswer {
  const clock = port.state.clocks.busyOf(technicianNo);
  if (!clock) throw clockError('CLOCK_NOT_CALLED_HERE', { technicianNo });
  if (clock.roomNo !== roomNo) throw clockError('CLOCK_CALLED_ELSEWHERE', { technicianNo, roomNo: clock.roomNo });
  if (clock.state === 'started') return workingMenu(port, place, clock, technicianNo);

  const events = port.act('clock.start', { clockId: clock.id, atRoomNo: roomNo }, technicianNo);
  const dueAt = events.flatMap((event) => (event.type === 'clock.started' ? [event.payload.dueAt] : []))[0] ?? port.at;
  if (hasWishes(port, clock)) return startedWithWishes(port, place, clock, { technicianNo, dueAt });
  const texts = textsOf(place.language);
  const time = timeAt(port, dueAt);
  return done(place, {
    rows: [
      `${texts.technician(technicianNo)} ${texts.started}`,
      texts.until(time),
      serviceOf(port.state, clock.serviceCode).name[place.language],
    ],
    fold: texts.technicianUntil(technicianNo, time),
  });
}

/** Extend, end, goods, service, give up; and what the guest wishes, where that is anything. */
function workingMenu(port: TerminalPort, place: TerminalPlace, clock: Clock, technicianNo: string): TerminalAnswer {
  const own = { kind: 'working' as const, technicianNo, clockId: clock.id };
  return menu(place, hasWishes(port, clock) ? { ...own, hasWishes: true } : own);
}

/** Throws StoreError where the clock is not this technician's any more, or what was chosen is refused. */
export function workingKey(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: WorkingDialog,
  key: string,
  roomNo: string,
): TerminalAnswer {
  const clock = clockAtWork(port, place, dialog);
  const { technicianNo, clockId } = dialog;
  switch (key) {
    case '1':
      return extendSummary(port, place, { kind: 'extend', technicianNo, clockId });
    case '2':
      return beginEnding(port, place, dialog, clock);
    case '3': {
      const guest = port.state.visits.guest(clock.guestId);
      return beginGoods(place, guest ? [guest] : [], dialog);
    }
    case '4':
      return callForService(port, place, roomNo, technicianNo);
    case '5':
      return cancelOwn(port, place, dialog, clock);
    case '6':
      if (!hasWishes(port, clock)) return menuAgain(place, dialog);
      return showWishes(port, place, { kind: 'wishes', technicianNo, clockId, page: 0 });
    case '*':
      return nothingDone(port.state, place);
    default:
      return menuAgain(place, dialog);
  }
}

/** Throws StoreError as `workingKey`. */
export function extendKey(port: TerminalPort, place: TerminalPlace, dialog: ExtendDialog, key: string): TerminalAnswer {
  const { technicianNo } = dialog;
  const clock = clockAtWork(port, place, dialog);
  if (key === '*') return workingMenu(port, place, clock, technicianNo);
  if (key !== '#') return extendSummary(port, place, dialog);
  return asksGuest(port, 'extend') ? askBand(port, place, dialog) : extend(port, place, dialog);
}

/** Extends by one unit; `guestBandNo`: the guest has agreed with it. Throws StoreError. */
export function extend(
  port: TerminalPort,
  place: TerminalPlace,
  dialog: ExtendDialog,
  guestBandNo?: string,
): TerminalAnswer {
  const { technicianNo, clockId } = dialog;
  clockAtWork(port, place, dialog);
  const band = guestBandNo === undefined ? {} : { guestBandNo };
  const events = port.act('clock.extend', { clockId, ...band }, technicianNo);
  const texts = textsOf(place.language);
  const [own] = events.flatMap((event) =>
    event.type === 'clock.extended' && event.payload.parentId === clockId ? [event.payload] : [],
  );
  const time = timeAt(port, own?.dueAt ?? port.at);
  return done(place, {
    rows: [`${texts.technician(technicianNo)} ${texts.extended(own?.minutes ?? 0)}`, texts.until(time)],
    fold: texts.technicianUntil(technicianNo, time),
  });
}

/** What it costs, to be confirmed. */
export function extendSummary(port: TerminalPort, place: TerminalPlace, dialog: ExtendDialog): TerminalAnswer {
  const texts = textsOf(place.language);
  const { extension } = serviceOf(port.state, clockAtWork(port, place, dialog).serviceCode);
  const amount = texts.amount(extension.price, port.state.site.site.store.currency);
  const what = texts.extendAsk(extension.minutes, amount);
  return ask(place, { rows: [what, texts.confirmOrBack], fold: `${what} #` }, dialog);
}
