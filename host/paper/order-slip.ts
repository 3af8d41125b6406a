import { columns, left, line, right, rule, text, ticket } from './markup.ts';
import { dateAndTime, labelled, titleLines } from './parts.ts';
import type { OrderSlipData, OrderSlipLine } from './ticket-data.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/**
 * 出品单: what one place (kitchen, bar) makes for whom. Large enough to read from the rail above the stove.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
export function orderSlip(slip: OrderSlipData): string {
  const pieces = slip.lines.reduce((sum, item) => sum + item.quantity, 0);
  return ticket([
    ...titleLines(
      {
        'zh-CN': `${slip.place['zh-CN'] ?? ''}${words.order['zh-CN']}`,
        en: `${slip.place.en ?? ''} ${words.order.en}`,
      },
      slip,
    ),
    rule,
    ...labelled(
      [
        { label: words.room, value: text(slip.roomNo, 'huge') },
        { label: words.bed, value: text(slip.bedNo ?? '', 'bold') },
        { label: words.wristband, value: text(slip.wristbandNo ?? '', 'bold') },
      ],
      slip,
    ),
    rule,
    ...slip.lines.flatMap((item) => orderLine(item, slip)),
    rule,
    ...columns(['*', 6], [[left(text(inOneLine(words.lines, slip.languages))), right(text(String(pieces), 'bold'))]]),
    ...(slip.note ? labelled([{ label: words.note, value: text(slip.note, 'bold') }], slip) : []),
    ...labelled(
      [
        { label: words.orderedAt, value: text(dateAndTime(slip.orderedAt, slip)) },
        { label: words.number, value: text(slip.orderNo) },
        { label: words.by, value: text(slip.orderedBy ?? '') },
      ],
      slip,
    ),
  ]);
}

function orderLine(item: OrderSlipLine, slip: OrderSlipData): string[] {
  const [name = '', ...otherNames] = inLanguages(item.name, slip.languages);
  return [
    ...columns(['*', 8], [[left(text(name, 'large')), right(text(`×${item.quantity}`, 'large'))]]),
    ...otherNames.map((other) => line(left(text(other)))),
    ...(item.note ? [line(left(text(`» ${item.note}`, 'bold')))] : []),
  ];
}
