import type { Clock } from '../model/clocks/clock.ts';
import { earlyMinutesAt } from '../model/clocks/find.ts';
import { ask, done, mistake } from './answer.ts';
import type { EndDialog } from './dialogs.ts';
import type { Rows } from './display.ts';
import { menu } from './menus.ts';
import { readerStatus } from './reader-menu.ts';
import { clockAtWork } from './running-clock.ts';
import { endedRows } from './technician-rows.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';
export function beginEnding(
  port: TerminalPort,
  place: TerminalPlace,
  from: EndDialog['from'],
  clock: Clock,
): TerminalAnswer {
  const { technicianNo } = from;
  const step = earlyMinutesAt(port.state, clock, port.at) > 0 ? 'reason' : 'confirm';
  return show(port, place, { kind: 'end', from, technicianNo, clockId: clock.id, step, reason: null }, clock);
}

/** Throws StoreError where the clock is not this technician's running one any more, or the end is refused. */
export function endingKey(port: TerminalPort, place: TerminalPlace, dialog: EndDialog, key: string): TerminalAnswer {
  const clock = clockAtWork(port, place, dialog);
  if (key === '*') {
    if (dialog.step === 'confirm' && dialog.reason !== null)
      return show(port, place, { ...dialog, step: 'reason', reason: null }, clock);
    return dialog.from.kind === 'working' ? menu(place, dialog.from) : readerStatus(port, place, dialog.from);
  }
  if (dialog.step === 'confirm') {
    if (key !== '#') return show(port, place, dialog, clock);
    return end(port, place, dialog.technicianNo, clock, reasonText(place, dialog));
  }
  const reason = ([1, 2, 3] as const).find((choice) => String(choice) === key);
  if (reason === undefined) return mistake(place, rowsOf(port, place, dialog, clock), dialog);
  return show(port, place, { ...dialog, step: 'confirm', reason }, clock);
}

/** Ends the clock and says what comes next. Throws StoreError. */
export function end(
  port: TerminalPort,
  place: TerminalPlace,
  technicianNo: string,
  clock: Clock,
  reason?: string,
): TerminalAnswer {
  port.act('clock.end', { clockId: clock.id, ...(reason === undefined ? {} : { reason }) }, technicianNo);
  return done(place, endedRows(port, place, technicianNo));
}

function show(port: TerminalPort, place: TerminalPlace, dialog: EndDialog, clock: Clock): TerminalAnswer {
  return ask(place, rowsOf(port, place, dialog, clock), dialog);
}

function rowsOf(port: TerminalPort, place: TerminalPlace, dialog: EndDialog, clock: Clock): Rows {
  const texts = textsOf(place.language);
  if (dialog.step === 'reason') {
    const early = texts.earlyAsk(earlyMinutesAt(port.state, clock, port.at));
    return { rows: [early, texts.reasonKeys], fold: texts.reasonKeys };
  }
  const fold = `${texts.endAsk} ${texts.confirm}`;
  const reason = reasonText(place, dialog);
  if (reason !== undefined) return { rows: [reason, fold, texts.stepBack], fold };
  return { rows: [`${texts.technician(dialog.technicianNo)} ${texts.endAsk}`, texts.confirmOrBack], fold };
}

function reasonText({ language }: TerminalPlace, { reason }: EndDialog): string | undefined {
  return reason === null ? undefined : textsOf(language).reasons[reason - 1];
}
