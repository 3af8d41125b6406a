import { blank, centre, joined, line, rule, text, ticket } from './markup.ts';
import { dateAndTime, heading, labelled, titleLine } from './parts.ts';
import type { DispatchSlipData, LocalText } from './ticket-data.ts';
import { clockTypeWords, inOneLine, words } from './words.ts';

/**
 * 派钟单: who goes where, readable at arm's length while walking.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function dispatchSlip(slip: DispatchSlipData): string {
  const inLine = (local: LocalText) => inOneLine(local, slip.languages);
  return ticket([
    ...titleLine(words.dispatch, slip),
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
          text(`${slip.minutes} ${inLine(words.minutes)}`),
          text(` ${inLine(clockTypeWords[slip.clockType])} `, 'inverse'),
        ),
      ),
    ),
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
