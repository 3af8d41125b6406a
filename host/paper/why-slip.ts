import { formatTime } from '../../core/kernel/time.ts';
import { whySentence } from '../../core/model/rotation/why.ts';
import { personName, personNo } from '../../core/model/site/names.ts';
import type { JobKind, PayloadOf, TicketFacts } from './job-kind.ts';
import { columns, left, rule, text, ticket } from './markup.ts';
import { dateAndTime, indented, labelled, titleLines } from './parts.ts';
import { nameOfTechnician, summaryLine, titleIn } from './summary.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/** 排位说明: why a technician stands where she or he stands. Prints in the clock room. */
interface WhySlipData extends TicketSetting {
  technicianNo: string;
  technicianName?: string | undefined;
  queueName: LocalText;
  /** Missing where the technician had left the queue. */
  position?: number | undefined;
  /** The moment that was asked about. */
  at: number;
  /** Oldest first. */
  steps: readonly { at: number; sentence: LocalText }[];
}

const genders = { F: { 'zh-CN': '女', en: 'women' }, M: { 'zh-CN': '男', en: 'men' } } as const;

/**
 * 排位说明: every step that led to a place, one sentence each.
 * @returns receiptline markup, for 58 and 80 mm alike
 */
function whySlip(slip: WhySlipData): string {
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

/** Why somebody stands where she or he stands, as it was when the slip was asked for. */
function whySlipData(
  { queueId, technicianNo, at, position, steps }: PayloadOf<'print-why'>,
  { state }: TicketFacts,
  setting: TicketSetting,
): WhySlipData {
  const { site } = state;
  const queue = site.queues.find(({ id }) => id === queueId);
  const group = site.site.groups.find(({ code }) => code === queue?.group)?.name ?? { 'zh-CN': queueId, en: queueId };
  const gender = queue?.gender ? genders[queue.gender] : null;
  return {
    ...setting,
    technicianNo: personNo(state.settings, technicianNo),
    technicianName: personName(state.settings, technicianNo),
    queueName: gender ? { 'zh-CN': `${group['zh-CN']} ${gender['zh-CN']}`, en: `${group.en}, ${gender.en}` } : group,
    position: position ?? undefined,
    at,
    steps: steps.map((step) => ({
      at: step.at,
      sentence: { 'zh-CN': whySentence(step, 'zh-CN'), en: whySentence(step, 'en') },
    })),
  };
}

/** Why somebody stood at a place at a moment: it stays true. */
export const whyJob: JobKind<'print-why'> = {
  ticket: (payload, _job, facts, setting) => whySlip(whySlipData(payload, facts, setting)),
  isOvertaken: () => false,
  summary: ({ technicianNo }, _site, language) =>
    summaryLine(titleIn(words.whyHere, language), nameOfTechnician(technicianNo, language)),
};
