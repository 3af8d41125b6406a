import type { Clock } from '../model/clocks/clock.ts';
import { wishesForGuest } from '../model/wishes/find.ts';
import { ask, done, timeAt } from './answer.ts';
import type { WishesDialog } from './dialogs.ts';
import { type Rows, widthOf, wrapTo } from './display.ts';
import { nothingDone } from './idle.ts';
import { clockAtWork } from './running-clock.ts';
import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';
import { textsOf } from './texts.ts';

/** Whether the guest of a clock wishes anything for this visit. */
export function hasWishes({ state }: Pick<TerminalPort, 'state'>, clock: Clock): boolean {
  return wishesForGuest(state, clock).length > 0;
}

/**
 * A clock has started, and its guest wishes something: the first of it stands below, `#` goes on to the rest. A
 * display of one line says first that it started.
 */
export function startedWithWishes(
  port: TerminalPort,
  place: TerminalPlace,
  clock: Clock,
  { technicianNo, dueAt }: { technicianNo: string; dueAt: number },
): TerminalAnswer {
  const texts = textsOf(place.language);
  const time = timeAt(port, dueAt);
  const [first = [], ...rest] = pagesOf(port, place, clock);
  const dialog: WishesDialog = { kind: 'wishes', technicianNo, clockId: clock.id, page: place.lines === 1 ? 0 : 1 };
  const started = `${texts.technician(technicianNo)} ${texts.started}`;
  const counted = `${started} 1/${rest.length + 1}`;
  const head = rest.length > 0 && widthOf(counted) <= place.columns ? counted : started;
  const rows = [head, ...(showsUntil(place) ? [texts.until(time)] : []), ...first];
  return done(place, { rows, fold: `${texts.technicianUntil(technicianNo, time)} #` }, dialog);
}

/** `#`: the next page, and after the last until when the clock runs. Throws StoreError as clockAtWork. */
export function wishesKey(port: TerminalPort, place: TerminalPlace, dialog: WishesDialog, key: string): TerminalAnswer {
  if (key === '*') return nothingDone(port.state, place);
  return showWishes(port, place, key === '#' ? dialog : { ...dialog, page: Math.max(0, dialog.page - 1) });
}

/** The page that is next. Throws StoreError as clockAtWork. */
export function showWishes(port: TerminalPort, place: TerminalPlace, dialog: WishesDialog): TerminalAnswer {
  const clock = clockAtWork(port, place, dialog);
  const pages = pagesOf(port, place, clock);
  const page = pages[dialog.page];
  if (!page) return done(place, untilRows(port, place, dialog.technicianNo, clock.dueAt));
  const head = textsOf(place.language).wishes(dialog.page + 1, pages.length);
  return ask(place, { rows: [head, ...page], fold: page.join(' ') }, { ...dialog, page: dialog.page + 1 });
}

function untilRows(port: TerminalPort, place: TerminalPlace, technicianNo: string, dueAt: number | null): Rows {
  const texts = textsOf(place.language);
  const time = timeAt(port, dueAt ?? port.at);
  return { rows: [texts.technician(technicianNo), texts.until(time)], fold: texts.technicianUntil(technicianNo, time) };
}

/** Every wish on rows of its own, as many rows on a page as stand below its head. */
function pagesOf({ state }: TerminalPort, place: TerminalPlace, clock: Clock): string[][] {
  const rows = wishesForGuest(state, clock).flatMap(({ text }) => wrapTo(text.replace(/\s+/g, ' '), place.columns));
  const size = Math.max(1, place.lines - (showsUntil(place) ? 2 : 1));
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, page) => rows.slice(page * size, (page + 1) * size));
}

/** Where there is room for it the time stands above them. */
function showsUntil({ lines }: TerminalPlace): boolean {
  return lines > 3;
}
