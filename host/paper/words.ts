import type { Language } from '../../core/kernel/money.ts';
import type { LocalText } from './ticket-setting.ts';

/** Everything the tickets say by themselves. */
export const words = {
  dispatch: { 'zh-CN': '派钟单', en: 'DISPATCH' },
  changedSlip: { 'zh-CN': '改单', en: 'CHANGED' },
  notAnyMore: { 'zh-CN': '原项目', en: 'Instead of' },
  oldIsVoid: { 'zh-CN': '旧单作废', en: 'Earlier slips are void' },
  whyHere: { 'zh-CN': '排位说明', en: 'WHY THIS PLACE' },
  queue: { 'zh-CN': '队列', en: 'Queue' },
  place: { 'zh-CN': '排位', en: 'Place' },
  asOf: { 'zh-CN': '时间', en: 'As of' },
  order: { 'zh-CN': '出品单', en: 'ORDER' },
  bill: { 'zh-CN': '账单', en: 'BILL' },
  preBill: { 'zh-CN': '预打单', en: 'PRE-BILL' },
  notAReceipt: { 'zh-CN': '预打单 · 非收据', en: 'PRE-BILL · NOT A RECEIPT' },
  copy: { 'zh-CN': '副本', en: 'COPY' },
  insteadOf: { 'zh-CN': '代打，请送到', en: 'Printed here for' },
  technician: { 'zh-CN': '技师', en: 'Technician' },
  room: { 'zh-CN': '房间', en: 'Room' },
  bed: { 'zh-CN': '床位', en: 'Bed' },
  wristband: { 'zh-CN': '手牌', en: 'Band' },
  guests: { 'zh-CN': '人数', en: 'Guests' },
  minutes: { 'zh-CN': '分钟', en: 'min' },
  calledAt: { 'zh-CN': '叫钟', en: 'Called' },
  number: { 'zh-CN': '单号', en: 'No.' },
  by: { 'zh-CN': '经手', en: 'By' },
  wishes: { 'zh-CN': '客人要求', en: 'GUEST NOTES' },
  note: { 'zh-CN': '备注', en: 'Note' },
  orderedAt: { 'zh-CN': '下单', en: 'Ordered' },
  openedAt: { 'zh-CN': '开单', en: 'Opened' },
  settledAt: { 'zh-CN': '结账', en: 'Paid' },
  printedAt: { 'zh-CN': '打印', en: 'Printed' },
  cashier: { 'zh-CN': '收银', en: 'Cashier' },
  item: { 'zh-CN': '项目', en: 'Item' },
  quantity: { 'zh-CN': '数量', en: 'Qty' },
  discount: { 'zh-CN': '优惠', en: 'Discount' },
  subtotal: { 'zh-CN': '小计', en: 'Subtotal' },
  due: { 'zh-CN': '应付', en: 'Due' },
  total: { 'zh-CN': '合计', en: 'Total' },
  change: { 'zh-CN': '找零', en: 'Change' },
  member: { 'zh-CN': '会员', en: 'Member' },
  balance: { 'zh-CN': '余额', en: 'Balance' },
  points: { 'zh-CN': '积分', en: 'Points' },
  signature: { 'zh-CN': '签名', en: 'Signature' },
  check: { 'zh-CN': '校验', en: 'Check' },
  thanks: { 'zh-CN': '谢谢光临，欢迎再来', en: 'Thank you, see you again' },
  lines: { 'zh-CN': '合计件数', en: 'Pieces' },
  payslip: { 'zh-CN': '工资单', en: 'PAYSLIP' },
  month: { 'zh-CN': '月份', en: 'Month' },
  notClosed: { 'zh-CN': '本月未结', en: 'MONTH NOT CLOSED' },
  commission: { 'zh-CN': '提成', en: 'Commission' },
  sales: { 'zh-CN': '商品提成', en: 'Sales' },
  correction: { 'zh-CN': '更正', en: 'Correction' },
  attendance: { 'zh-CN': '考勤', en: 'Attendance' },
  person: { 'zh-CN': '姓名', en: 'Name' },
  daysWorked: { 'zh-CN': '出勤', en: 'Worked' },
  late: { 'zh-CN': '迟到', en: 'Late' },
  early: { 'zh-CN': '早退', en: 'Left early' },
  absent: { 'zh-CN': '旷工', en: 'Absent' },
  leave: { 'zh-CN': '请假', en: 'Leave' },
  days: { 'zh-CN': '天', en: 'd' },
  times: { 'zh-CN': '次', en: '×' },
} as const satisfies Record<string, LocalText>;

/** The text in the ticket's languages in their order, each different text once; where none is kept, any that is. */
export function inLanguages(local: LocalText, languages: readonly Language[]): string[] {
  const wanted = languages.map((language) => local[language] ?? '').filter((text) => text !== '');
  const found = wanted.length > 0 ? wanted : Object.values(local).filter((text) => text !== '');
  return [...new Set(found)].slice(0, Math.max(1, languages.length));
}

/** The same in one line: `房间 Room`. */
export function inOneLine(local: LocalText, languages: readonly Language[]): string {
  return inLanguages(local, languages).join(' ');
}
