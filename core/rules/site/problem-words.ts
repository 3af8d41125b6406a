import type { Language } from '../../kernel/money.ts';
import { fieldName } from '../../model/site/change-words.ts';
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
  'a whole number from 0 to 100, or a decimal string from 0 to 99.9999': '0 到 100 的整数，或写成文字的小数',
  '"default", or the effects that differ from it': '"default"，或与它不同的效果',
  'bill, handover, receipt, payslip, dispatch, or order: and a category':
    'bill、handover、receipt、payslip、dispatch，或 order: 加类别',
};

type Words = Record<Language, string>;
const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

const types: Readonly<Record<string, Words>> = {
  string: words('文字', 'text'),
  number: words('数字', 'a number'),
  int: words('整数', 'a whole number'),
  boolean: words('true 或 false', 'true or false'),
  array: words('列表 […]', 'a list […]'),
  object: words('对象 {…}', 'an object {…}'),
  record: words('对象 {…}', 'an object {…}'),
  null: words('null（空）', 'null'),
};

/** What the library says by itself, with its numbers. */
const patterns: readonly (readonly [RegExp, (...found: string[]) => Words])[] = [
  [/^expected (\w+), received \w+$/, (type = '') => types[type] ?? words(type, type)],
  [/^one of (.*)$/s, (list = '') => words(`只能是：${list}`, `one of ${list}`)],
  [/^a known "(\w+)"$/, (field = '') => words(`${field} 要是已知的一种`, `a known "${field}"`)],
  [/^Too small: expected \w+ to be >=?\s*(-?[\d.]+)$/, (least = '') => words(`不小于 ${least}`, `at least ${least}`)],
  [/^Too big: expected \w+ to be <=?\s*(-?[\d.]+)$/, (most = '') => words(`不大于 ${most}`, `at most ${most}`)],
  [
    /^Too small: expected string to have >=(\d+) characters?$/,
    (least = '') => words(`至少 ${least} 个字`, `at least ${least} characters`),
  ],
  [
    /^Too big: expected string to have <=(\d+) characters?$/,
    (most = '') => words(`最多 ${most} 个字`, `at most ${most} characters`),
  ],
  [
    /^Too small: expected \w+ to have >=(\d+) items?$/,
    (least = '') => words(`至少 ${least} 项`, `at least ${least} in the list`),
  ],
  [
    /^Too big: expected \w+ to have <=(\d+) items?$/,
    (most = '') => words(`最多 ${most} 项`, `at most ${most} in the list`),
  ],
  [/^Invalid ISO date$/, () => words('日期：年-月-日', 'a date: year-month-day')],
  [/^([\d, ]+) for (\S+)$/, (list = '', kind = '') => words(`${kind} 时为 ${list}`, `${list} for ${kind}`)],
  [
    /^nothing: (\S+) is a (\S+) reader$/,
    (preset = '', type = '') => words(`不要填：${preset} 是 ${type} 读卡器`, `nothing: ${preset} is a ${type} reader`),
  ],
];

/** What stands at the beginning of a path, or has entries. */
const listWords: Readonly<Record<string, Words>> = {
  format: words('格式', 'format'),
  store: words('门店', 'store'),
  currencies: words('外币', 'currencies'),
  rooms: words('房间', 'rooms'),
  wristbands: words('手牌', 'wristbands'),
  groups: words('班组', 'groups'),
  technicians: words('技师', 'technicians'),
  staff: words('员工', 'staff'),
  lostCards: words('挂失的卡', 'lost cards'),
  services: words('项目', 'items'),
  goods: words('商品', 'goods'),
  tenders: words('付款方式', 'tenders'),
  rotation: words('排钟规则', 'rotation'),
  versions: words('版本', 'versions'),
  commission: words('提成规则', 'rules of pay'),
  attendance: words('考勤', 'attendance'),
  shifts: words('班次', 'shifts'),
  cardSales: words('售卡', 'card sales'),
  buses: words('线路', 'lines'),
  terminals: words('报钟器', 'terminals'),
  readers: words('读卡器', 'readers'),
  printers: words('打印机', 'printers'),
  voice: words('语音', 'voice'),
  places: words('播报位置', 'places'),
};

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
  id: '"front"',
  phone: '"021-5550188"',
  rooms: '[{"no": "201", …}]',
  staff: '[{"no": "M01", "role": "manager", …}]',
  technicians: '[{"no": "1", …}]',
  services: '[{"code": "901", "minutes": 60, …}]',
  tenders: '[{"code": "cash", "kind": "cash", …}]',
  store: '{"id": "store", "timeZone": "Asia/Shanghai", …}',
  voice: '{"engine": "auto", "languages": ["zh-CN"], "repeat": 2}',
  rounding: '{"unitMinor": 100, "mode": "down", "limitMinor": 500}',
  extension: '{"minutes": 30, "price": 6900}',
  transport: '{"type": "tcp", "host": "192.168.1.50", "port": 9100}',
  text: '{"lines": 2, "columns": 16, "encoding": "gb18030"}',
  category: '"drink"',
  place: '"clock-room"',
  room: '"201"',
  technician: '"88"',
  service: '"901"',
  noTurnItems: '["904"]',
  printer: '"kitchen"',
  device: '"plughw:1,0"',
  reader: '"ACR122U"',
  serialNumber: '"A1B2C3"',
  vendorId: '"0c27"',
  productId: '"3bfa"',
  usagePage: '"ff00"',
  begins: '"02"',
  prefix: '"#"',
  suffix: '"#"',
  floors: '["2"]',
  headOffice: 'null',
  asExported: '{}',
  type: '"tcp"',
  terminals: '[{"address": 1, "room": "201", …}]',
  minimumMinutes: '30',
  lengthAt: '2',
  effects: '"default"',
  withoutCards: 'true',
  languages: '["zh-CN", "en"]',
  prints: '["bill"]',
  paperMm: '80',
  encoding: '"gb18030"',
};

/** What may stand there, for the reader. */
export function allowedText({ allowed }: Pick<SiteProblem, 'allowed'>, language: Language): string {
  for (const [pattern, say] of patterns) {
    const found = pattern.exec(allowed);
    if (found) return say(...found.slice(1))[language];
  }
  return language === 'zh-CN' && Object.hasOwn(allowedInChinese, allowed)
    ? (allowedInChinese[allowed] ?? allowed)
    : allowed;
}

/** What stands there, for the reader. */
export function shownValue({ value }: Pick<SiteProblem, 'value'>, language: Language): string {
  if (language === 'en') return value;
  return value === 'missing' ? '没有填' : value === '(secret)' ? '（保密）' : value;
}

/** Something that is right by what is allowed, where the name says nothing. */
const examplesOfKind: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/^one of ([^,]+)/, (first) => first],
  [/^(?:Too (?:small|big): .* (?:to be )?[<>]=?\s*)(-?[\d.]+)$/, (bound) => bound],
  [/^expected (?:number|int),/, () => '30'],
  [/^expected boolean,/, () => 'true'],
  [/^expected array,/, () => '[]'],
  [/^expected (?:object|record),/, () => '{…}'],
  [/^expected null,/, () => 'null'],
  [/^expected string,/, () => '"…"'],
  [/(?: items?)$/, () => '["…"]'],
  [/^(\d+)[\d, ]* for /, (length) => length],
];

/** Something that would be right; null where there is no such field, or the file is none. */
export function exampleFor({ path, allowed }: Pick<SiteProblem, 'path' | 'allowed'>): string | null {
  if (allowed === 'no such field' || allowed === 'JSON' || allowed.startsWith('nothing:')) return null;
  const names = path.replace(/\[\d+\]/g, '').split('.');
  const [first = ''] = names;
  const name = first === 'asExported' ? first : (names.at(-1) ?? '');
  if (name === 'type' && first === 'readers') return '"keyboard"';
  const isNumber = /to be [<>]|expected (number|int|boolean)/.test(allowed);
  const isOneOf = allowed.startsWith('one of ');
  const known = Object.hasOwn(examples, name) ? (examples[name] ?? null) : null;
  if (known !== null && !isOneOf && (!isNumber || !/^["[{]/.test(known))) return known;
  for (const [pattern, example] of examplesOfKind) {
    const found = pattern.exec(allowed);
    if (found) return example(found[1] ?? '');
  }
  return known;
}

/** Where it is, as people call it: `房间 第 4 个 · 床位`. */
export function placeText({ path }: Pick<SiteProblem, 'path'>, language: Language): string {
  if (path === '') return words('整个文件', 'The whole file')[language];
  const parts = path.replace(/\[(\d+)\]/g, '.$1').split('.');
  let text = '';
  parts.forEach((name, at) => {
    if (/^\d+$/.test(name)) {
      text += words(` 第 ${Number(name) + 1} 个`, ` no. ${Number(name) + 1}`)[language];
      return;
    }
    // Lists have names of their own: `technicians` of an item are how many.
    const isList = at === 0 || /^\d+$/.test(parts[at + 1] ?? '');
    const named = isList && Object.hasOwn(listWords, name) ? listWords[name]?.[language] : undefined;
    text += `${text && ' · '}${named ?? fieldName(name, language)}`;
  });
  return text;
}

/** What is wrong there as a sentence, and what would be right. */
export function problemSentence(problem: SiteProblem, language: Language): string {
  const { path, allowed, value } = problem;
  const example = exampleFor(problem);
  const such = example === null ? '' : words(`，例如 ${example}`, `, such as ${example}`)[language];
  if (path === '' && problem.code === 'json') {
    return words(
      '这不是 JSON 文件，请检查逗号、引号和括号',
      'This is no JSON: look at its commas, quotes and brackets',
    )[language];
  }
  if (allowed === 'no such field') {
    const name = path.split('.').at(-1) ?? '';
    return words(`没有“${name}”这个字段，请去掉`, `There is no field “${name}”: take it out`)[language];
  }
  const may = allowedText(problem, language);
  if (value === 'missing') {
    const says = /^expected (string|number|int|boolean|array|object|record)/.test(allowed)
      ? ''
      : words(`：${may}`, `: ${may}`)[language];
    return words(`没有填${says}${such}`, `Is missing${says}${such}`)[language];
  }
  const shown = shownValue(problem, language);
  return words(`现在是 ${shown}，应为：${may}${such}`, `Is ${shown}, should be ${may}${such}`)[language];
}

/** One line a problem, for a terminal or a message. */
export function problemLine(problem: SiteProblem, language: Language): string {
  const { path } = problem;
  const place = placeText(problem, language);
  return `${place}${path === '' || path === place ? '' : ` (${path})`}: ${problemSentence(problem, language)}`;
}

/** The first problems in every language, as a refusal carries them. */
export function summaryOf(problems: readonly SiteProblem[]): Record<Language, string> {
  const lines = (language: Language) => problems.slice(0, 5).map((one) => problemLine(one, language));
  return { 'zh-CN': lines('zh-CN').join('；'), en: lines('en').join('; ') };
}
