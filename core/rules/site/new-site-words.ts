import type { Language } from '../../kernel/money.ts';
import type { AnswerFault, AnswerField, AnswerProblem } from './new-site.ts';

/** What is wrong with an answer, in the reader's language; each says what would be right. */

type Words = Record<Language, string>;
type FaultOf<Code extends AnswerFault['code']> = Extract<AnswerFault, { code: Code }>;
type FaultWords = { [Code in AnswerFault['code']]: (fault: FaultOf<Code>, field: AnswerField) => Words };

const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

/** Something that is right there. */
export const answerExamples: Readonly<Record<'rooms' | 'technicians', string>> = {
  rooms: '2F 201-212',
  technicians: '1-15',
};
const exampleOf = (field: AnswerField) => (field === 'technicians' ? answerExamples.technicians : answerExamples.rooms);

const faultWords: FaultWords = {
  unreadable: ({ part }, field) =>
    words(
      `看不懂“${part}”，请写成 ${exampleOf(field)} 或 ${field === 'rooms' ? '201、203、205' : '1、3、5'}`,
      `“${part}” is not understood: write ${exampleOf(field)} or ${field === 'rooms' ? '201, 203, 205' : '1, 3, 5'}`,
    ),
  backwards: ({ part, right }) =>
    words(`“${part}”前面的号比后面大，是不是 ${right}？`, `“${part}” goes backwards: is ${right} meant?`),
  twice: ({ no }, field) =>
    words(
      `${no} 写了两次，请去掉一个（例如 ${exampleOf(field)}）`,
      `${no} is there twice: take one away (such as ${exampleOf(field)})`,
    ),
  'too-many': ({ count, most }, field) =>
    words(
      `一共 ${count} 个，最多 ${most} 个；例如 ${exampleOf(field)}`,
      `That makes ${count}, and ${most} are the most: such as ${exampleOf(field)}`,
    ),
  'not-digits': ({ no }) =>
    words(
      `技师号只能是 1 到 6 位数字，“${no}”不行；例如 ${answerExamples.technicians}`,
      `Technicians have numbers of 1 to 6 digits, not “${no}”: such as ${answerExamples.technicians}`,
    ),
  'is-managers': ({ no }) =>
    words(
      `${no} 已经是技师的号，店长请用别的工号，例如 M01`,
      `${no} is a technician’s number: give the manager another, such as M01`,
    ),
  'too-long': ({ most }) =>
    words(
      `太长了，最多 ${most} 个字，例如“云水堂江湾店”`,
      `Too long: ${most} characters at most, such as “Cloudwater”`,
    ),
  'no-such-currency': () => words('没有这种货币，请从列表中选，例如 CNY', 'No such currency: choose one, such as CNY'),
  'no-such-zone': () =>
    words('没有这个时区，请从列表中选，例如 Asia/Shanghai', 'No such time zone: choose one, such as Asia/Shanghai'),
  'no-such-room-kind': () =>
    words('没有这种房型，请从列表中选，例如第一个', 'No such kind of room: choose one, such as the first'),
  'no-time': () => words('请写一天里的时间，例如 05:00', 'Write a time of day, such as 05:00'),
  'no-number': () =>
    words('工号是 1 到 8 个字母、数字或横线，例如 M01', 'Letters, digits and dashes, 1 to 8 of them: such as M01'),
  'no-printer': () =>
    words(
      '请写打印机的网络地址或接口，例如 192.168.1.50、/dev/usb/lp0、COM3；没有就留空',
      'Write the printer’s address or port, such as 192.168.1.50, /dev/usb/lp0 or COM3; leave it blank if there is none',
    ),
  beds: ({ most }) => words(`床位是 1 到 ${most} 的整数，例如 2`, `Beds are a number from 1 to ${most}, such as 2`),
};

/** What is wrong with an answer and what would be right, as a sentence. */
export function answerProblemText({ field, fault }: AnswerProblem, language: Language): string {
  // Each code has words that take its own fault.
  const say = faultWords[fault.code] as (fault: AnswerFault, field: AnswerField) => Words;
  return say(fault, field)[language];
}

/** Each field by its name. */
export const answerNames: Readonly<Record<AnswerField, Words>> = {
  name: words('店名', 'Name of the store'),
  currency: words('货币', 'Currency'),
  timeZone: words('时区', 'Time zone'),
  businessDayStartsAt: words('营业日从几点开始', 'The business day begins at'),
  rooms: words('房间', 'Rooms'),
  roomKind: words('房型', 'Kind of room'),
  beds: words('每间床位', 'Beds in each'),
  managerName: words('店长姓名', 'The manager’s name'),
  managerNo: words('店长工号', 'The manager’s staff number'),
  technicians: words('技师号', 'Technicians’ numbers'),
  printer: words('收银打印机', 'Receipt printer'),
};

/** All problems as a refusal carries them, in every language. */
export function answersSummary(problems: readonly AnswerProblem[]): Words {
  const lines = (language: Language) =>
    problems.map((one) => `${answerNames[one.field][language]}: ${answerProblemText(one, language)}`);
  return { 'zh-CN': lines('zh-CN').join('；'), en: lines('en').join('; ') };
}
