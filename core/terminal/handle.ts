import { StoreError } from '../kernel/error.ts';
import { cardError } from '../model/cards/errors.ts';
import { deviceError } from '../model/devices/errors.ts';
import type { CardHolder } from '../model/site/site-index.ts';
import type { StoreState } from '../model/state.ts';
import { refused } from './answer.ts';
import { askBandAgain, checkBand } from './band-dialog.ts';
import { cancel, cancelKey, cancelSummary } from './cancel-dialog.ts';
import type { Dialog } from './dialogs.ts';
import { endingKey } from './end-dialog.ts';
import { goodsKey } from './goods-dialog.ts';
import { nothingDone } from './idle.ts';
import { leftOpenKey } from './left-open-dialog.ts';
import { openingKey } from './open-dialog.ts';
import { readerCard, readerKey, technicianAtReader } from './reader-dialog.ts';
import { reservedKey } from './reserved-dialog.ts';
import { roomKey, staffInRoom } from './room-dialog.ts';
import { staffAtReader, staffCard, staffReaderKey } from './staff-reader.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
import { wishesKey } from './wishes-dialog.ts';
import { cardWithoutKeys } from './without-keys.ts';
import { extend, extendKey, extendSummary, technicianInRoom, workingKey } from './working-dialog.ts';

/**
 * What a card does, by who holds it, where, and in which dialogue: a wristband may be what is waited for. `uid`:
 * upper-case hex. A refusal is an answer, not an error.
 */
export function handleCard(
  port: TerminalPort,
  place: TerminalPlace,
  uid: string,
  dialog: Dialog | null = null,
): TerminalAnswer {
  const lost = port.state.site.lostCards.get(uid);
  if (lost) return refused(place, nameOf(port.state, place, lost.no), lost.no, cardError('CARD_BLOCKED'));
  const holder = port.state.site.cards.get(uid);
  if (!holder) return unknownCard(port, place, uid);
  if (dialog?.kind === 'band' && holder.kind === 'wristband') {
    const { wristbandNo } = holder;
    return orRefused(place, labelOf(holder, place), actorOf(dialog), () => {
      checkBand(port, dialog, wristbandNo);
      const { from } = dialog;
      return from.kind === 'extend' ? extend(port, place, from, wristbandNo) : cancel(port, place, from, wristbandNo);
    });
  }
  const who = whoOf(holder);
  return orRefused(place, labelOf(holder, place), who, () => answerCard(port, place, holder));
}

/**
 * Of a card nobody knows, the end of its number tells it from another. In a room with guests it may be one of theirs
 * who wants to see the own account: then it is said that the card is no member's here.
 */
function unknownCard({ state }: TerminalPort, place: TerminalPlace, uid: string): TerminalAnswer {
  const isGuests = place.roomNo !== null && state.visits.openIn(place.roomNo) !== null;
  if (!isGuests) return refused(place, uid.slice(-place.columns), null, cardError('CARD_UNKNOWN'));
  const label = textsOf(place.language).card(uid.slice(-8));
  return refused(place, label, null, cardError('CARD_NOT_MEMBER'));
}

/** What a key does where a dialogue stands: `0`–`9`, `*`, `#`, `A`–`D`. */
export function handleKey(port: TerminalPort, place: TerminalPlace, dialog: Dialog, key: string): TerminalAnswer {
  const who = actorOf(dialog);
  return orRefused(place, nameOf(port.state, place, who), who, () => answerKey(port, place, dialog, key));
}

/** Nobody pressed a key for too long: nothing is done. */
export function dialogTimedOut(state: StoreState, place: TerminalPlace): TerminalAnswer {
  return nothingDone(state, place);
}

function answerCard(port: TerminalPort, place: TerminalPlace, holder: CardHolder): TerminalAnswer {
  const { roomNo } = place;
  if (place.hasKeypad === false) return cardWithoutKeys(port, place, holder);
  if (roomNo === null) {
    if (holder.kind === 'staff') return staffAtReader(port, place, holder.staff);
    if (holder.kind !== 'technician') throw cardError('CARD_NOT_FOR_THIS');
    return technicianAtReader(port, place, holder.technician.no);
  }
  switch (holder.kind) {
    case 'technician':
      return technicianInRoom(port, place, holder.technician.no, roomNo);
    case 'staff':
      return staffInRoom(port, place, holder.staff, roomNo);
    case 'wristband':
      throw cardError('CARD_NOT_FOR_THIS');
  }
}

function answerKey(port: TerminalPort, place: TerminalPlace, dialog: Dialog, key: string): TerminalAnswer {
  switch (dialog.kind) {
    case 'open':
      return openingKey(port, place, dialog, key, roomNoOf(place));
    case 'reserved':
      return reservedKey(port, place, dialog, key, roomNoOf(place));
    case 'room':
      return roomKey(port, place, dialog, key, roomNoOf(place));
    case 'working':
      return workingKey(port, place, dialog, key, roomNoOf(place));
    case 'wishes':
      return wishesKey(port, place, dialog, key);
    case 'extend':
      return extendKey(port, place, dialog, key);
    case 'end': {
      const answer = endingKey(port, place, dialog, key);
      // At the reader the clock-room display shows the technician's day.
      return dialog.from.kind === 'reader' && answer.tone === 'ok'
        ? { ...answer, technicianNo: dialog.technicianNo }
        : answer;
    }
    case 'cancel':
      return cancelKey(port, place, dialog, key, roomNoOf(place));
    case 'band': {
      const { from } = dialog;
      if (key !== '*') return askBandAgain(port, place, dialog);
      return from.kind === 'extend' ? extendSummary(port, place, from) : cancelSummary(port, place, from);
    }
    case 'goods':
      return goodsKey(port, place, dialog, key, roomNoOf(place));
    case 'reader':
      return readerKey(port, place, dialog, key);
    case 'staff-reader':
      return staffReaderKey(port, place, dialog, key);
    case 'left-open': {
      const { kind, no } = dialog.person;
      const goOn = () => (kind === 'technician' ? readerCard(port, place, no) : staffCard(port, place, no));
      return leftOpenKey(port, place, dialog, key, goOn);
    }
  }
}

/** Throws TERMINAL_UNKNOWN: a room's dialogue cannot go on where there is no room. */
function roomNoOf({ roomNo, terminalId }: TerminalPlace): string {
  if (roomNo === null) throw deviceError('TERMINAL_UNKNOWN', { terminalId });
  return roomNo;
}

function orRefused(
  place: TerminalPlace,
  label: string,
  who: string | null,
  answer: () => TerminalAnswer,
): TerminalAnswer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof StoreError) return refused(place, label, who, error);
    throw error;
  }
}

function whoOf(holder: CardHolder): string | null {
  switch (holder.kind) {
    case 'technician':
      return holder.technician.no;
    case 'staff':
      return holder.staff.no;
    case 'wristband':
      return null;
  }
}

function labelOf(holder: CardHolder, { language }: TerminalPlace): string {
  const texts = textsOf(language);
  switch (holder.kind) {
    case 'technician':
      return texts.technician(holder.technician.no);
    case 'staff':
      return texts.staff(holder.staff.no, holder.staff.name);
    case 'wristband':
      return texts.wristband(holder.wristbandNo);
  }
}

/** Who a dialogue is with: a staff or technician number. */
function actorOf(dialog: Dialog): string {
  if (dialog.kind === 'goods' || dialog.kind === 'cancel' || dialog.kind === 'band') return actorOf(dialog.from);
  if (dialog.kind === 'left-open') return dialog.person.no;
  return 'staffNo' in dialog ? dialog.staffNo : dialog.technicianNo;
}

function nameOf(state: StoreState, { language }: TerminalPlace, no: string): string {
  const texts = textsOf(language);
  const staff = state.site.staff.get(no);
  return staff ? texts.staff(no, staff.name) : texts.technician(no);
}
