import { formatTime } from '../../core/kernel/time.ts';
import { columns, left, rule, text, ticket } from './markup.ts';
import { dateAndTime, indented, labelled, titleLines } from './parts.ts';
import type { WhySlipData } from './ticket-data.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/**
 * 排位说明: every step that led to a place, one sentence each.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function whySlip(slip: WhySlipData): string {
  return ticket([
    ...titleLines(words.whyHere, slip),
    rule,
    ...labelled(
      [
        { label: words.technician, value: text(slip.technicianNo, 'huge') },
        { label: {}, value: text(slip.technicianName ?? '') },
        { label: words.queue, value: text(inOneLine(slip.queueName, slip.languages)) },
        { label: words.place, value: text(slip.position === undefined ? '' : String(slip.position), 'large') },
        { label: words.asOf, value: text(dateAndTime(slip.at, slip)) },
      ],
      slip,
    ),
    rule,
    ...slip.steps.flatMap(({ at, sentence }) => {
      const [first = '', ...others] = inLanguages(sentence, slip.languages);
      return [
        ...columns([6, '*'], [[left(text(formatTime(at, slip.timeZone))), left(text(first))]]),
        ...indented(others),
      ];
    }),
  ]);
}
