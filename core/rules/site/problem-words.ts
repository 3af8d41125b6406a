import type { Language } from '../../kernel/money.ts';
import type { SiteProblem } from './parse.ts';

/** What is allowed in a site file, in words of the reader, with an example; without the schemas, since screens load it. */

/** As `parse.ts` and the schemas say it in English; a test holds them to it. */
export const allowedInChinese: Readonly<Record<string, string>> = {
  JSON: 'JSON 文件',
  'no such field': '没有这个字段，请去掉',
  'each only once': '不能重复',
  'not a staff number too': '不能和员工工号相同',
  'a group of this file': '本文件里的班组',
  'at least one manager': '至少一位经理',
  'at most minutes': '不超过时长',
  'other than from': '不能和开始时间相同',
  'the store currency or one with a rate': '门店本位币，或有汇率的货币',
  'a technician of this file': '本文件里的技师',
  'a service of this file': '本文件里的项目',
  'each match only once (or onTop)': '同样的条件只能有一条（或用 onTop）',
  'each card with one holder only': '一张卡只能有一个持卡人',
  'each address once on a bus': '同一线路上地址不能重复',
  'either a room or a place': '房间或位置，只填一个',
  'a room of this file': '本文件里的房间',
  'one terminal for a room': '一个房间只能有一个报钟器',
  'serial, tcp or sim': 'serial、tcp 或 sim',
  'only where byGender is true': '只有分男女（byGender）时才填',
  'another printer of this file': '本文件里的另一台打印机',
  'a floor of this file': '本文件里的楼层',
  'given, since a CR or LF may be a part of the bytes': '必须填，因为回车换行可能是卡号的一部分',
  'the serial device it hangs on': '所接的串口',
  'either length or lengthAt': 'length 和 lengthAt 只填一个',
  'length or lengthAt, since a report is longer than a UID': '填 length 或 lengthAt，因为报告比卡号长',
  'outside of the UID': '不能在卡号范围内',
  'a serial device: /dev/tty…, /dev/serial/by-id/…, COM3': '串口设备：/dev/tty…、/dev/serial/by-id/…、COM3',
  'a printer: /dev/usb/lp0, \\\\PC\\printer': '打印机：/dev/usb/lp0、\\\\电脑名\\打印机',
  'a plain file name, kept in the folder printed; or a device': '只写文件名，存放在 printed 文件夹里；或写设备',
  'letters, digits, dot, dash, underscore; 1 to 32': '字母、数字、点、横线、下划线，1 到 32 个',
  'letters, digits, dash; 1 to 8': '字母、数字、横线，1 到 8 个',
  'letters, digits, dot, dash; 1 to 64': '字母、数字、点、横线，1 到 64 个',
  'UID of 4 to 10 bytes in upper-case hex': '卡号：4 到 10 个字节的大写十六进制',
  'HH:MM': '时:分',
  'ISO 4217 code': '货币代码（ISO 4217）',
  'decimal string': '小数，写成文字',
  'above 0': '大于 0',
  'decimal string from 0 to 99.9999': '0 到 99.9999 的小数，写成文字',
  'IANA time zone': '时区（IANA）',
  'digits; 1 to 6': '数字，1 到 6 位',
  '4 to 8 digits': '4 到 8 位数字',
  'digits; 1 to 6 (it is typed at a terminal)': '数字，1 到 6 位（要在报钟器上输入）',
  'a number, or ~ and an id': '编号，或 ~ 加内部编号',
  '16 bytes in upper-case hex': '16 个字节的大写十六进制',
  'four hex digits': '四位十六进制',
  'characters of one byte each': '单字节字符',
  '1 to 8 visible ASCII characters': '1 到 8 个可见的 ASCII 字符',
  '1 to 8 bytes in hex': '1 到 8 个字节的十六进制',
  'a sound device': '声卡',
};

const types: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表 […]',
  object: '对象 {…}',
  record: '对象 {…}',
  null: 'null',
};

/** What the library says by itself, with its numbers. */
const patterns: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^expected (\w+), received \w+$/, (type = '') => `要填${types[type] ?? type}`],
  [/^one of (.*)$/s, (list = '') => `只能是：${list}`],
  [/^a known "(\w+)"$/, (field = '') => `${field} 要是已知的一种`],
  [/^Too small: expected \w+ to be >=?\s*(-?[\d.]+)$/, (least = '') => `不小于 ${least}`],
  [/^Too big: expected \w+ to be <=?\s*(-?[\d.]+)$/, (most = '') => `不大于 ${most}`],
  [/^Too small: expected string to have >=(\d+) characters?$/, (least = '') => `至少 ${least} 个字`],
  [/^Too big: expected string to have <=(\d+) characters?$/, (most = '') => `最多 ${most} 个字`],
  [/^Too small: expected \w+ to have >=(\d+) items?$/, (least = '') => `至少 ${least} 项`],
  [/^Too big: expected \w+ to have <=(\d+) items?$/, (most = '') => `最多 ${most} 项`],
  [/^Invalid ISO date$/, () => '日期：年-月-日'],
  [/^([\d, ]+) for (\S+)$/, (list = '', kind = '') => `${kind} 时为 ${list}`],
  [/^nothing: (\S+) is a (\S+) reader$/, (preset = '', type = '') => `不要填：${preset} 是 ${type} 读卡器`],
];

/** Something that is right there, by the last name in the path. */
const examples: Readonly<Record<string, string>> = {
  no: '"201"',
  code: '"foot"',
  card: '"04A1B2C3D4E5F6"',
  pin: '"4829"',
  timeZone: '"Asia/Shanghai"',
  businessDayStartsAt: '"05:00"',
  from: '"10:00"',
  to: '"22:00"',
  currency: '"CNY"',
  rate: '"7.12"',
  percent: '"12.5"',
  commissionPercent: '10',
  hiredOn: '"2024-03-01"',
  price: '13800 (¥138.00)',
  amount: '5200 (¥52.00)',
  minimumCharge: '50000 (¥500.00)',
  beds: '2',
  minutes: '60',
  floor: '"2"',
  kind: '"double"',
  level: '"A"',
  groups: '["foot"]',
  skills: '["foot"]',
  group: '"foot"',
  skill: '"foot"',
  role: '"receptionist"',
  gender: '"F"',
  name: '"陈秀" / {"zh-CN": "足疗", "en": "Foot care"}',
  'zh-CN': '"足疗"',
  en: '"Foot care"',
  path: '"/dev/ttyUSB0"',
  baudRate: '9600',
  host: '"192.168.1.50"',
  port: '9100',
  address: '1',
  scbk: '"000102…0F"',
  format: '"clockroom-site/1"',
  languages: '["zh-CN", "en"]',
  prints: '["bill"]',
  paperMm: '80',
  encoding: '"gb18030"',
};

/** What may stand there, for the reader. */
export function allowedText({ allowed }: Pick<SiteProblem, 'allowed'>, language: Language): string {
  if (language === 'en') return allowed;
  if (Object.hasOwn(allowedInChinese, allowed)) return allowedInChinese[allowed] ?? allowed;
  for (const [pattern, say] of patterns) {
    const found = pattern.exec(allowed);
    if (found) return say(...found.slice(1));
  }
  return allowed;
}

/** What stands there, for the reader. */
export function shownValue({ value }: Pick<SiteProblem, 'value'>, language: Language): string {
  if (language === 'en') return value;
  return value === 'missing' ? '没有填' : value === '(secret)' ? '（保密）' : value;
}

/** Something that would be right; null where the path names nothing that is known. */
export function exampleFor({ path }: Pick<SiteProblem, 'path'>): string | null {
  const name =
    path
      .replace(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? '';
  return Object.hasOwn(examples, name) ? (examples[name] ?? null) : null;
}

/** One line a problem, for a terminal or a message. */
export function problemLine(problem: SiteProblem, language: Language): string {
  const example = exampleFor(problem);
  const such = example === null ? '' : language === 'en' ? `, such as ${example}` : `，例如 ${example}`;
  const where = problem.path || (language === 'en' ? '(file)' : '（文件）');
  return `${where}: ${shownValue(problem, language)} – ${allowedText(problem, language)}${such}`;
}

/** The first problems in every language, as a refusal carries them. */
export function summaryOf(problems: readonly SiteProblem[]): Record<Language, string> {
  const lines = (language: Language) => problems.slice(0, 5).map((one) => problemLine(one, language));
  return { 'zh-CN': lines('zh-CN').join('；'), en: lines('en').join('; ') };
}
