import { blank, centre, joined, line, rule, text, ticket } from './markup.ts';
import { dateAndTime, heading, labelled, titleLines } from './parts.ts';
import type { DispatchSlipData } from './ticket-data.ts';
import { clockTypeWords, inLanguages, inOneLine, words } from './words.ts';

/**
 * 派钟单: who goes where, readable at arm's length while walking.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function dispatchSlip(slip: DispatchSlipData): string {
  return ticket([
    ...titleLines(words.dispatch, slip),
    ...(slip.insteadOfItem ? [line(centre(text(inOneLine(words.changedSlip, slip.languages), 'inverse')))] : []),
    rule,
    ...labelled(
      [
        { label: words.technician, value: text(slip.technicianNo, 'huge') },
        { label: {}, value: text(slip.technicianName ?? '') },
      ],
      slip,
    ),
    blank,
    ...labelled(
      [
        { label: words.room, value: text(slip.roomNo, 'huge') },
        { label: words.bed, value: text(slip.bedNo ?? '', 'bold') },
        { label: words.wristband, value: text(slip.wristbandNo ?? '', 'bold') },
      ],
      slip,
    ),
    rule,
    ...heading(slip.serviceName, slip, 'large'),
    line(
      centre(
        joined(
          text(`${slip.minutes} ${inLanguages(words.minutes, slip.languages)[0]}`),
          text(inOneLine(clockTypeWords[slip.clockType], slip.languages), 'inverse'),
        ),
      ),
    ),
    ...voidLines(slip),
    ...(slip.note ? [blank, line(centre(text(slip.note, 'bold')))] : []),
    rule,
    ...labelled(
      [
        { label: words.calledAt, value: text(dateAndTime(slip.calledAt, slip)) },
        { label: words.number, value: text(slip.callNo) },
        { label: words.by, value: text(slip.calledBy ?? '') },
      ],
      slip,
    ),
  ]);
}

/** What an earlier slip says is not done: it may be in the technician's hand still. */
function voidLines(slip: DispatchSlipData): string[] {
  const { insteadOfItem, languages } = slip;
  if (!insteadOfItem) return [];
  return [
    blank,
    line(centre(joined(text(inOneLine(words.notAnyMore, languages)), text(inOneLine(insteadOfItem, languages))))),
    ...heading(words.oldIsVoid, slip, 'bold'),
  ];
}
