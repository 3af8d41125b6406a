import { shortCauseText } from '../model/rotation/why.ts';
import { queuesOf } from '../model/site/site-index.ts';
import { whyPlace } from '../rules/rotation/why-place.ts';
import { ask, timeAt } from './answer.ts';
import type { ReaderDialog } from './dialogs.ts';

import type { TerminalAnswer, TerminalPlace, TerminalPort } from './terminal.ts';

/**
 * One step of “why am I seventh?” on the display: the last first, for that is what somebody wonders about. Null after
 * the first step of all, and for somebody in no queue.
 */
export function whyPage(port: TerminalPort, place: TerminalPlace, dialog: ReaderDialog): TerminalAnswer | null {
  const { technicianNo, page = 0 } = dialog;
  const technician = port.state.site.technicians.get(technicianNo);
  const steps = (technician ? queuesOf(port.state.site, technician) : [])
    .map((queueId) => whyPlace(port.state, queueId, technicianNo, port.at))
    .find((found) => found.length > 0);
  const step = steps?.at(-1 - page);
  if (!step) return null;
  const { fromPosition, toPosition } = step;
  const places = fromPosition === null ? `${toPosition}` : `${fromPosition}>${toPosition}`;
  const what = shortCauseText(step.because, place.language);
  const who = step.technicianNo === technicianNo ? what : `${step.technicianNo} ${what}`;
  const rows = [`${places} ${timeAt(port, step.at)}`, who];
  return ask(place, { rows, fold: `${places} ${who}` }, { ...dialog, page: page + 1 });
}
