import { personName, personNo, shownOf } from '../../core/model/site/names.ts';
import type { StoreState } from '../../core/model/state.ts';
import { bedOf } from './bed.ts';
import type { JobFacts, JobKind, PayloadOf, TicketFacts } from './job-kind.ts';
import { columns, left, line, right, rule, text, ticket } from './markup.ts';
import { dateAndTime, labelled, titleLines } from './parts.ts';
import { nameOfRoom, summaryLine, titleIn } from './summary.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

export interface OrderSlipLine {
  name: LocalText;
  quantity: number;
  note?: string;
}

/** 出品单: one order for one place that makes or fetches it (kitchen, bar). No prices. */
export interface OrderSlipData extends TicketSetting {
  /** The place the slip is for. */
  place: LocalText;
  orderNo: string;
  roomNo: string;
  bedNo?: string;
  wristbandNo?: string;
  orderedAt: number;
  orderedBy?: string;
  lines: readonly OrderSlipLine[];
  note?: string;
}

/** Places as their slips name them; other categories go by their code. */
const places: Readonly<Record<string, LocalText>> = {
  food: { 'zh-CN': '厨房', en: 'KITCHEN' },
  drink: { 'zh-CN': '酒水', en: 'DRINKS' },
  tobacco: { 'zh-CN': '香烟', en: 'TOBACCO' },
  retail: { 'zh-CN': '零售', en: 'RETAIL' },
};

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

/** Only what is still to be made: what was cancelled or handed over meanwhile would be made twice. */
function orderData(
  payload: PayloadOf<'print-order'>,
  job: JobFacts,
  { state }: TicketFacts,
  setting: TicketSetting,
): OrderSlipData {
  const { settings } = state;
  const { category, guestId } = payload;
  // A job says numbers of that time, which may be another's by now.
  const now = new Map(payload.lines.map(({ lineId }) => [lineId, state.goods.line(lineId)]));
  const orderedBy = [...now.values()][0]?.orderedBy ?? payload.orderedBy;
  const roomNo = payload.lines.flatMap(({ lineId }) => state.goods.line(lineId)?.roomNo ?? [])[0] ?? payload.roomNo;
  return {
    ...setting,
    place: places[category] ?? { en: category },
    // The journal's number of the order: a visit has several.
    orderNo: `${state.visits.byId(payload.visitId)?.no ?? ''}/${job.id.split('.')[0] ?? ''}`,
    roomNo,
    bedNo: bedOf(state, guestId, roomNo),
    wristbandNo: payload.wristbandNo ?? undefined,
    orderedAt: job.createdAt,
    orderedBy: personName(settings, orderedBy) || personNo(settings, orderedBy),
    lines: payload.lines
      .filter(({ lineId }) => isStillToMake(lineId, state))
      .map(({ lineId, goodsCode, quantity }) => {
        const { name, no } = shownOf(settings, 'goods', now.get(lineId)?.goodsCode ?? goodsCode);
        return { name: typeof name === 'object' ? name : { en: name || no }, quantity };
      }),
  };
}

/** Whether kitchen or bar still has something to do for an order line. */
function isStillToMake(lineId: string, state: StoreState): boolean {
  const line = state.goods.line(lineId);
  return line !== null && line.cancelledAt === null && line.deliveredAt === null;
}

/** What a place has to make; overtaken when nothing of it is left. */
export const orderJob: JobKind<'print-order'> = {
  ticket: (payload, job, facts, setting) => orderSlip(orderData(payload, job, facts, setting)),
  isOvertaken: ({ lines }, _createdAt, state) => !lines.some((line) => isStillToMake(line.lineId, state)),
  summary: ({ lines, roomNo }, site, language) =>
    summaryLine(
      titleIn(words.order, language),
      nameOfRoom(roomNo, language),
      lines
        .map(({ goodsCode, quantity }) => `${site.goods.get(goodsCode)?.name[language] ?? goodsCode} ×${quantity}`)
        .join(language === 'zh-CN' ? '、' : ', '),
    ),
};
