import { formatOwnMinor, type Language } from '../../kernel/money.ts';
import type { ChangedKind, SettingChange, SettingRight } from './change-lines.ts';

/** How lines of a change read, for screens and for whoever writes them to a terminal; without the schemas. */

type Words = Readonly<Record<Language, string>>;
const words = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

export const rightWords: Readonly<Record<SettingRight, Words>> = {
  'settings.roles': words('角色', 'Roles'),
  'settings.cards': words('卡', 'Cards'),
  'settings.prices': words('价格', 'Prices'),
  'settings.pay': words('提成', 'Pay'),
  'settings.policies': words('授权与限额', 'Approvals and limits'),
  'rotation.policy': words('轮钟规则', 'Rotation'),
  'settings.devices': words('设备', 'Devices'),
  'settings.edit': words('其他设置', 'Other settings'),
};

const kindWords: Readonly<Record<ChangedKind, Words>> = {
  store: words('门店', 'Store'),
  room: words('房间', 'Room'),
  group: words('班组', 'Group'),
  technician: words('技师', 'Technician'),
  staff: words('员工', 'Staff'),
  wristband: words('手牌', 'Wristband'),
  lostCard: words('挂失的卡', 'Lost card'),
  service: words('项目', 'Item'),
  goods: words('商品', 'Article'),
  currency: words('货币', 'Currency'),
  tender: words('付款方式', 'Tender'),
  cardSale: words('售卡', 'Card sale'),
  queue: words('轮钟', 'Rotation of'),
  policy: words('轮钟规则', 'Rotation policy'),
  clockType: words('钟的类型', 'Type of clock'),
  commissionRule: words('提成规则', 'Commission rule'),
  attendance: words('考勤', 'Attendance'),
  shift: words('班次', 'Shift'),
  line: words('报钟器线路', 'Line of terminals'),
  terminal: words('报钟器', 'Terminal'),
  reader: words('读卡器', 'Card reader'),
  printer: words('打印机', 'Printer'),
  voice: words('语音', 'Voice'),
  voicePlace: words('播报点', 'Voice place'),
};

const howWords: Readonly<Record<SettingChange['how'], Words>> = {
  added: words('新增', 'added'),
  removed: words('去掉', 'removed'),
  changed: words('改动', 'changed'),
  reordered: words('顺序改变', 'in another order'),
};

/** By the name of the field; a path reads as its names one after the other. */
const fieldWords: Readonly<Record<string, Words>> = {
  id: words('门店代码', 'store id'),
  no: words('编号', 'number'),
  code: words('代码', 'code'),
  name: words('名称', 'name'),
  'zh-CN': words('中文', 'Chinese'),
  en: words('英文', 'English'),
  address: words('地址', 'address'),
  phone: words('电话', 'phone'),
  timeZone: words('时区', 'time zone'),
  businessDayStartsAt: words('营业日起点', 'start of the trading day'),
  currency: words('货币', 'currency'),
  languages: words('语言', 'languages'),
  rounding: words('抹零', 'rounding'),
  unitMinor: words('单位', 'unit'),
  mode: words('方式', 'mode'),
  limitMinor: words('上限', 'limit'),
  reminderMinutes: words('到钟提醒（分钟）', 'reminder (min)'),
  waitingAlarmMinutes: words('等候报警（分钟）', 'alarm for waiting (min)'),
  toRoomMinutes: words('到房时限（分钟）', 'time to the room (min)'),
  cancelGraceMinutes: words('退钟宽限（分钟）', 'grace for cancelling (min)'),
  autoExtend: words('自动加钟', 'automatic extension'),
  enabled: words('启用', 'on'),
  afterMinutes: words('多久以后（分钟）', 'after (min)'),
  guestConfirms: words('客人刷手牌确认', 'guest agrees by wristband'),
  extend: words('加钟', 'extension'),
  cancel: words('退钟', 'cancelling'),
  selfPause: words('技师自己停牌', 'technicians pause by themselves'),
  payInRoom: words('房间内付款', 'pay in the room'),
  reopenHours: words('账单可重开（小时）', 'bills may be reopened (h)'),
  restMinutes: words('休息时限（分钟）', 'rest (min)'),
  slipMinutes: words('单据有效（分钟）', 'slips are good for (min)'),
  screenLock: words('锁屏（分钟）', 'screen lock (min)'),
  manager: words('经理', 'manager'),
  technical: words('技术', 'technical'),
  cashier: words('收银', 'cashier'),
  receptionist: words('咨客', 'receptionist'),
  waiter: words('服务员', 'waiter'),
  cleaner: words('保洁', 'cleaner'),
  cook: words('厨师', 'cook'),
  approvals: words('授权', 'approvals'),
  own: words('可授权自己', 'of the own act'),
  settings: words('改设置须', 'changes of settings'),
  shortClockPercent: words('超短钟（%）', 'short clock (%)'),
  givenUpPerDay: words('每日退已上钟（次）', 'begun and given up, a day'),
  reservations: words('预订', 'reservations'),
  lockMinutes: words('提前锁技师（分钟）', 'technicians locked before (min)'),
  keepRoomMinutes: words('提前留房（分钟）', 'room kept before (min)'),
  noShowMinutes: words('未到店（分钟）', 'no-show after (min)'),
  headOffice: words('总部', 'head office'),
  demo: words('练习门店', 'practice store'),
  floor: words('楼层', 'floor'),
  kind: words('类型', 'kind'),
  beds: words('床位', 'beds'),
  minimumCharge: words('最低消费', 'minimum charge'),
  gender: words('性别', 'gender'),
  groups: words('班组', 'groups'),
  skills: words('技能', 'skills'),
  level: words('级别', 'level'),
  card: words('卡', 'card'),
  hiredOn: words('入职日', 'hired on'),
  role: words('角色', 'role'),
  discountLimitPercent: words('打折权限（%）', 'discount limit (%)'),
  holder: words('持卡人', 'holder'),
  at: words('时间', 'time'),
  minutes: words('时长（分钟）', 'length (min)'),
  price: words('价格', 'price'),
  group: words('班组', 'group'),
  technician: words('技师', 'technician'),
  service: words('项目', 'item'),
  skill: words('技能', 'skill'),
  extension: words('加钟', 'extension'),
  guests: words('客人数', 'guests'),
  technicians: words('技师数', 'technicians'),
  countsAsTurn: words('算一轮', 'counts as a turn'),
  minimumMinutes: words('最短时长（分钟）', 'shortest time (min)'),
  availability: words('供应时间', 'sold'),
  days: words('星期', 'on days'),
  from: words('从', 'from'),
  to: words('到', 'to'),
  category: words('类别', 'category'),
  counted: words('计库存', 'stock is counted'),
  discountable: words('可打折', 'may be discounted'),
  commissionPercent: words('提成（%）', 'commission (%)'),
  rate: words('汇率', 'rate'),
  givesChange: words('找零', 'gives change'),
  changeLimit: words('找零限额', 'limit of change'),
  opensDrawer: words('开钱箱', 'opens the drawer'),
  needsReference: words('要交易号', 'needs a reference'),
  countsAsRevenue: words('计营业额', 'counts as revenue'),
  topUp: words('充值', 'top-up'),
  bonus: words('赠送', 'bonus'),
  discountPercent: words('折扣（%）', 'discount (%)'),
  byGender: words('分男女', 'by gender'),
  dayStart: words('开轮顺序', 'start of the day'),
  dailyCap: words('每日上限', 'daily cap'),
  requestedPerTurn: words('几个点钟算一轮', 'requested clocks a turn'),
  noTurnItems: words('不算轮的项目', 'items that are no turn'),
  noTurnBelowMinor: words('低于此价不算轮', 'no turn below'),
  holdMinutes: words('留牌（分钟）', 'hold (min)'),
  effects: words('效果', 'effect of'),
  rotation: words('轮钟', 'rotation'),
  requested: words('点钟', 'requested'),
  picked: words('选钟', 'picked'),
  call: words('Call 钟', 'call'),
  converted: words('转化', 'converted'),
  'rotation-started': words('上轮钟', 'rotation clock started'),
  'requested-started': words('上点钟', 'requested clock started'),
  'requested-nth-started': words('上第 n 个点钟', 'nth requested clock started'),
  'picked-started': words('上选钟', 'picked clock started'),
  'call-started': words('上 Call 钟', 'call clock started'),
  'converted-started': words('上转化钟', 'converted clock started'),
  'hold-started': words('上留牌钟', 'held clock started'),
  'reserved-started': words('上预订钟', 'reserved clock started'),
  'small-item-started': words('上小项目', 'small item started'),
  extended: words('加钟', 'extended'),
  'rotation-ended': words('下轮钟', 'rotation clock ended'),
  'requested-ended': words('下点钟', 'requested clock ended'),
  'requested-ended-passed': words('下点钟（已过轮）', 'requested clock ended, passed by'),
  'picked-ended': words('下选钟', 'picked clock ended'),
  'call-ended': words('下 Call 钟', 'call clock ended'),
  'converted-ended': words('下转化钟', 'converted clock ended'),
  'hold-ended': words('下留牌钟', 'held clock ended'),
  'reserved-ended': words('下预订钟', 'reserved clock ended'),
  'small-item-ended': words('下小项目', 'small item ended'),
  'cancelled-before-start': words('上钟前退钟', 'cancelled before the start'),
  'cancelled-in-grace': words('宽限内退钟', 'cancelled within the grace'),
  'cancelled-after-grace': words('宽限后退钟', 'cancelled after the grace'),
  refused: words('拒钟', 'refused'),
  'late-to-room': words('未按时到房', 'late to the room'),
  'back-in-time': words('按时回来', 'back in time'),
  'back-late': words('晚回', 'back late'),
  'off-duty': words('下班', 'off duty'),
  'on-duty': words('上班', 'on duty'),
  'first-day': words('第一天', 'first day'),
  preset: words('预设', 'preset'),
  countsAs: words('计入', 'counts as'),
  paidAs: words('按什么提成', 'paid as'),
  pay: words('提成', 'pay'),
  amount: words('金额', 'amount'),
  percent: words('比例（%）', 'percent'),
  tiers: words('档', 'tier'),
  fromCount: words('从第几个起', 'from clock no.'),
  lateMinutes: words('迟到宽限（分钟）', 'late after (min)'),
  earlyMinutes: words('早退宽限（分钟）', 'early before (min)'),
  mealMinutes: words('用餐（分钟）', 'meal (min)'),
  transport: words('连接', 'connection'),
  type: words('类型', 'type'),
  path: words('路径', 'path'),
  baudRate: words('波特率', 'baud rate'),
  direction: words('收发控制', 'direction'),
  host: words('地址', 'host'),
  port: words('端口', 'port'),
  searchSpeed: words('自动找波特率', 'searches the speed'),
  mark: words('前导字节', 'mark byte'),
  room: words('房间', 'room'),
  place: words('位置', 'place'),
  keypad: words('键盘', 'keypad'),
  key: words('密钥', 'key'),
  text: words('屏幕', 'display'),
  lines: words('行', 'lines'),
  columns: words('列', 'columns'),
  encoding: words('编码', 'encoding'),
  serialNumber: words('序列号', 'serial number'),
  reversed: words('反序', 'reversed'),
  prefix: words('前缀', 'prefix'),
  suffix: words('后缀', 'suffix'),
  offset: words('起始位置', 'offset'),
  length: words('长度', 'length'),
  vendorId: words('厂商号', 'vendor id'),
  productId: words('产品号', 'product id'),
  usagePage: words('用途页', 'usage page'),
  reportId: words('报告号', 'report id'),
  begins: words('开头字节', 'begins with'),
  lengthAt: words('长度所在位置', 'length at'),
  reader: words('读卡器', 'reader'),
  flow: words('流控', 'flow control'),
  paperMm: words('纸宽（毫米）', 'paper (mm)'),
  prints: words('打印内容', 'prints'),
  statusReplies: words('状态回报', 'status replies'),
  drawerPin: words('钱箱引脚', 'drawer pin'),
  qr: words('二维码', 'QR codes'),
  fallback: words('代替', 'stand-in'),
  printer: words('打印机', 'printer'),
  engine: words('引擎', 'engine'),
  repeat: words('重复次数', 'repeats'),
  quietHours: words('静音时段', 'quiet hours'),
  device: words('声卡', 'sound device'),
  says: words('播报内容', 'says'),
  floors: words('楼层', 'floors'),
};

/** Their values are words of their own. */
const namedValues: ReadonlySet<string> = new Set(['role', 'paidAs', 'countsAs']);
/** Minor units of the store's currency. */
const moneyFields = /(^|\.)(price|amount|minimumCharge|topUp|bonus|unitMinor|limitMinor|noTurnBelowMinor)$/;
const ownMoney: ReadonlySet<ChangedKind> = new Set([
  'store',
  'room',
  'service',
  'goods',
  'cardSale',
  'policy',
  'commissionRule',
]);

/** A line of a change in words. */
export interface ToldChange {
  /** `项目 101 经典足疗` */
  what: string;
  /** `加钟 · 价格`, or that it as a whole came or went. */
  field: string;
  /** Null where nothing stood there, or nothing is to be said. */
  before: string | null;
  after: string | null;
}

/** How a field is called, from its path; a name that is not known stands as it is. */
export function fieldName(path: string, language: Language): string {
  const names = path.split('.').map((name) => {
    if (/^\d+$/.test(name)) return `${Number(name) + 1}`;
    return Object.hasOwn(fieldWords, name) ? (fieldWords[name]?.[language] ?? name) : name;
  });
  return names.join(' · ');
}

/** `currency`: the store's. */
export function tellChange(change: SettingChange, language: Language, currency: string): ToldChange {
  const { kind, no, name, how, field, before, after } = change;
  const named = typeof name === 'string' ? name : (name?.[language] ?? '');
  const isAlone = kind === 'store' || kind === 'attendance' || kind === 'voice';
  const number =
    kind === 'commissionRule' ? ruleName(no, language) : kind === 'clockType' ? fieldName(no, language) : no;
  const what = [kindWords[kind][language], ...(isAlone ? [] : [number, named])].filter(Boolean).join(' ');
  if (field === null) return { what, field: howWords[how][language], before: null, after: null };
  const say = (value: SettingChange['before']) => told(value, { kind, field }, language, currency);
  return { what, field: fieldName(field, language), before: say(before), after: say(after) };
}

/** One line of text: `项目 101 经典足疗 价格：¥138.00 → ¥0.01`. */
export function lineOfChange(change: SettingChange, language: Language, currency: string): string {
  const { what, field, before, after } = tellChange(change, language, currency);
  if (change.field === null) return `${what}: ${field}`;
  return `${what} ${field}: ${before ?? '–'} → ${after ?? '–'}`;
}

function told(
  value: SettingChange['before'],
  { kind, field }: { kind: ChangedKind; field: string },
  language: Language,
  currency: string,
): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return (value ? words('是', 'yes') : words('否', 'no'))[language];
  if (typeof value === 'number') {
    return moneyFields.test(field) && ownMoney.has(kind) ? formatOwnMinor(value, currency, language) : String(value);
  }
  return namedValues.has(field) ? fieldName(value, language) : value;
}

/** A rule by what it matches: `+ group=foot type=requested`; `*` is the one for all. */
function ruleName(key: string, language: Language): string {
  const named = key.split(' ').map((part) => {
    const [field = '', value] = part.split('=');
    if (value === undefined) return part === '*' ? words('全部', 'all')[language] : part;
    return `${fieldName(field, language)} ${field === 'type' ? fieldName(value, language) : value}`;
  });
  return named.join(' ');
}
