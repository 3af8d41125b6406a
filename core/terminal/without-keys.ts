import { cardError } from '../model/cards/errors.ts';
import { deviceError } from '../model/devices/errors.ts';
import type { CardHolder } from '../model/site/site-index.ts';
import { mayDo } from '../model/staff/permissions.ts';
import { earlyMinutesOf } from '../rules/clocks/decide.ts';
import { end } from './end-dialog.ts';
import { technicianAtReader } from './reader-dialog.ts';
import { staffInRoom } from './room-dialog.ts';
import { staffAtReader } from './staff-reader.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { technicianInRoom } from './working-dialog.ts';

/**
 * What a card does at a terminal without a keypad: the one thing that makes sense now, at once, and no dialogue. A
 * technician starts the clock she or he was called to and ends it as soon as that needs no reason; a cleaner's room is
 * clean; at the clock-room reader all is as with keys, but for the menu. Throws TERMINAL_NO_KEYPAD for what keys are
 * needed for, and as the dialogues do.
 */
export function cardWithoutKeys(port: TerminalPort, place: TerminalPlace, holder: CardHolder): TerminalAnswer {
  const { roomNo, terminalId } = place;
  if (holder.kind === 'wristband') throw cardError('CARD_NOT_FOR_THIS');
  if (holder.kind === 'technician') {
    const { no } = holder.technician;
    if (roomNo === null) return said(technicianAtReader(port, place, no));
    const clock = port.state.clocks.busyOf(no);
    if (clock?.roomNo !== roomNo || clock.state !== 'started') return said(technicianInRoom(port, place, no, roomNo));
    if (earlyMinutesOf(port.state, clock, port.at) > 0) throw deviceError('TERMINAL_NO_KEYPAD', { terminalId });
    return end(port, place, no, clock);
  }
  if (roomNo === null) return said(staffAtReader(port, place, holder.staff));
  if (mayDo(holder.staff.role, 'visit.open')) throw deviceError('TERMINAL_NO_KEYPAD', { terminalId });
  return staffInRoom(port, place, holder.staff, roomNo);
}

/** An answer that waits for no key: a question becomes a statement. */
function said(answer: TerminalAnswer): TerminalAnswer {
  return { ...answer, tone: answer.tone === 'ask' ? 'ok' : answer.tone, dialog: null };
}
