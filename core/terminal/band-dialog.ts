import { clockError } from '../model/clocks/errors.ts';
import { mainClock } from '../model/clocks/find.ts';
import { settingDefaults } from '../model/site/defaults.ts';
import { ask } from './answer.ts';
import type { BandDialog } from './dialogs.ts';

import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** Which acts at a terminal the guest has to agree to. */
export type ConfirmedAct = 'extend' | 'cancel';

/** Whether the store asks the guest. */
export function asksGuest({ state }: Pick<TerminalPort, 'state'>, act: ConfirmedAct): boolean {
  return state.site.site.store.guestConfirms?.[act] ?? settingDefaults.store.guestConfirms[act];
}

/** Asks for the guest's band. Throws BAND_NEEDED for a guest who wears none that has a card. */
export function askBand(port: TerminalPort, place: TerminalPlace, from: BandDialog['from']): TerminalAnswer {
  const bandNo = bandOf(port, from);
  const hasCard = port.state.site.site.wristbands.some(({ no, card }) => no === bandNo && card !== undefined);
  if (bandNo === null || !hasCard) throw clockError('BAND_NEEDED');
  return waitForBand(place, bandNo, { kind: 'band', from });
}

/** The guest's own band, or BAND_OF_ANOTHER is thrown. */
export function checkBand(port: TerminalPort, dialog: BandDialog, wristbandNo: string): void {
  if (bandOf(port, dialog.from) !== wristbandNo) throw clockError('BAND_OF_ANOTHER');
}

/** No key does anything but go back: the card is waited for. */
export function askBandAgain(port: TerminalPort, place: TerminalPlace, dialog: BandDialog): TerminalAnswer {
  return waitForBand(place, bandOf(port, dialog.from) ?? '', dialog);
}

function waitForBand(place: TerminalPlace, bandNo: string, dialog: BandDialog): TerminalAnswer {
  const texts = textsOf(place.language);
  return ask(place, { rows: [texts.bandAsk, texts.wristband(bandNo)], fold: texts.bandAsk }, dialog);
}

function bandOf({ state }: TerminalPort, from: BandDialog['from']): string | null {
  if (from.clockId === null) return null;
  return state.visits.guest(mainClock(state, from.clockId).guestId)?.wristbandNo ?? null;
}
