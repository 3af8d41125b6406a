import type { Clock } from '../model/clocks/clock.ts';
import { positionIn } from '../model/rotation/queue.ts';
import { queuesOf } from '../model/site/site-index.ts';
import { technicianOf } from '../model/technicians/find.ts';

import { timeAt } from './answer.ts';
import { type Rows, widthOf } from './display.ts';
import type { TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** What technicians are told about themselves. */

/** `排第5`: the place in the first of the technician's queues that she or he stands in. */
export function placeText({ state }: TerminalPort, { language }: TerminalPlace, technicianNo: string): string {
  const texts = textsOf(language);
  const technician = state.site.technicians.get(technicianNo);
  for (const queueId of technician ? queuesOf(state.site, technician) : []) {
    const position = positionIn(state.rotation.queue(queueId), technicianNo);
    if (position !== null) return texts.place(position);
  }
  return texts.noPlace;
}

/** `轮3 点1 加2` */
export function dayText(port: TerminalPort, { language }: TerminalPlace, technicianNo: string): string {
  return textsOf(language).day(port.dayOf(technicianNo));
}

/**
 * Place or present task, the day and what it has earned: behind the counts where there is room, or else before them.
 * Throws TECHNICIAN_UNKNOWN.
 */
export function ownDayRows(port: TerminalPort, place: TerminalPlace, technicianNo: string): Rows {
  const status = statusRows(port, place, technicianNo);
  const { commissionMinor } = port.dayOf(technicianNo);
  if (commissionMinor === undefined) return status;
  const texts = textsOf(place.language);
  const amount = texts.amount(commissionMinor, port.state.site.site.store.currency);
  const [now = '', day = '', ...menu] = status.rows;
  const together = `${day} ${amount}`;
  const rows = widthOf(together) <= place.columns ? [together] : [texts.earned(amount), day];
  return { ...status, rows: [now, ...rows, ...menu] };
}

/** Place or present task, and the day; on a large display what the keys do. Throws TECHNICIAN_UNKNOWN. */
export function statusRows(port: TerminalPort, place: TerminalPlace, technicianNo: string): Rows {
  const now = taskText(port, place, technicianNo);
  return { rows: [now, dayText(port, place, technicianNo), ...readerMenuTexts(port, place)], fold: now };
}

/** What the keys of the clock-room reader do in this store. */
export function readerMenuTexts({ state }: TerminalPort, { language }: TerminalPlace): readonly string[] {
  const texts = textsOf(language);
  return state.site.site.store.selfPause ? texts.readerMenuPause : texts.readerMenu;
}

function taskText(port: TerminalPort, place: TerminalPlace, technicianNo: string): string {
  const texts = textsOf(place.language);
  const label = texts.technician(technicianNo);
  const busy = port.state.clocks.busyOf(technicianNo);
  if (busy?.state === 'called') return `${label} ${texts.goTo(busy.roomNo)}`;
  if (busy?.dueAt) return texts.technicianUntil(technicianNo, timeAt(port, busy.dueAt));
  const { duty, restUntil } = technicianOf(port.state, technicianNo);
  if (duty === 'off') return `${label} ${texts.dutyOff}`;
  if ((port.state.technicians.marks(technicianNo)?.pausedSince ?? null) !== null) return `${label} ${texts.paused}`;
  if (duty === 'on') return `${label} ${placeText(port, place, technicianNo)}`;
  return restUntil === null ? `${label} ${texts.resting}` : restText(port, place, technicianNo, restUntil);
}

/** `88号 休息至19:42` */
export function restText(
  port: TerminalPort,
  place: TerminalPlace,
  technicianNo: string,
  until: number,
  kind: 'rest' | 'meal' = 'rest',
): string {
  const texts = textsOf(place.language);
  const time = timeAt(port, until);
  return `${texts.technician(technicianNo)} ${kind === 'meal' ? texts.mealUntil(time) : texts.restingUntil(time)}`;
}

/** After a clock-off: the room of the next clock, if one waits already, or else the place in the queue. */
export function endedRows(port: TerminalPort, place: TerminalPlace, technicianNo: string): Rows {
  const texts = textsOf(place.language);
  const next: Clock | null = port.state.clocks.busyOf(technicianNo);
  const goesOn = next ? texts.nextRoom(next.roomNo) : placeText(port, place, technicianNo);
  return {
    rows: [`${texts.technician(technicianNo)} ${texts.ended}`, goesOn, dayText(port, place, technicianNo)],
    fold: next ? goesOn : `${texts.ended} ${goesOn}`,
  };
}
