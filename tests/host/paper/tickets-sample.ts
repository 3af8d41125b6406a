import type { Language } from '../../../core/kernel/money.ts';
import type { BillTicketData } from '../../../host/paper/bill-ticket.ts';
import type { DispatchSlipData } from '../../../host/paper/dispatch-slip.ts';
import type { OrderSlipData } from '../../../host/paper/order-slip.ts';
import type { TicketSetting } from '../../../host/paper/ticket-setting.ts';

/** 18:05 in Shanghai. */
const at = Date.UTC(2026, 10, 21, 10, 5);

const setting = (languages: readonly Language[]): TicketSetting => ({
  store: {
    name: { 'zh-CN': '云水堂·江湾店', en: 'Cloudwater Jiangwan' },
    address: { 'zh-CN': '江湾路 88 号', en: '88 Jiangwan Road' },
    phone: '020-5550188',
  },
  timeZone: 'Asia/Shanghai',
  languages,
  printedAt: at + 7_500_000,
  copyNumber: 1,
});

export const sampleBill = (languages: readonly Language[] = ['zh-CN']): BillTicketData => ({
  ...setting(languages),
  kind: 'bill',
  billNo: '20261121-0042',
  currency: 'CNY',
  roomNos: ['302'],
  wristbandNos: ['88', '89'],
  guests: 2,
  openedAt: at,
  settledAt: at + 7_500_000,
  cashier: '许琴',
  lines: [
    {
      name: { 'zh-CN': '中式推拿', en: 'Chinese massage' },
      quantity: 1,
      unitPriceMinor: 19800,
      amountMinor: 19800,
      roomNo: '302',
      technicianNo: '88',
      clockType: 'requested',
    },
    {
      name: { 'zh-CN': '足疗加肩颈', en: 'Foot, neck and shoulders' },
      quantity: '1.5',
      unitPriceMinor: 21800,
      amountMinor: 29430,
      discountMinor: 3270,
      technicianNo: '17',
      clockType: 'rotation',
    },
    { name: { 'zh-CN': '龙井茶', en: 'Longjing tea' }, quantity: 2, unitPriceMinor: 2800, amountMinor: 5600 },
  ],
  subtotalMinor: 54830,
  adjustments: [{ name: { 'zh-CN': '金卡九折', en: 'Gold 10% off' }, amountMinor: -4930 }],
  totalMinor: 49900,
  payments: [
    {
      tenderName: { 'zh-CN': '港币现金', en: 'Cash HKD' },
      currency: 'HKD',
      amountMinor: 30000,
      worthMinor: 27630,
      rate: '0.9210',
    },
    { tenderName: { 'zh-CN': '现金', en: 'Cash' }, currency: 'CNY', amountMinor: 22500 },
  ],
  change: [{ currency: 'CNY', amountMinor: 230 }],
  member: { cardNo: '**** 0188', name: '王女士', balanceMinor: 128050, points: 1280 },
});

export const sampleDispatch = (languages: readonly Language[] = ['zh-CN']): DispatchSlipData => ({
  ...setting(languages),
  callNo: 'C-0137',
  technicianNo: '88',
  technicianName: '李倩',
  roomNo: '302',
  bedNo: '2',
  wristbandNo: '45',
  serviceName: { 'zh-CN': '中式推拿', en: 'Chinese massage' },
  minutes: 60,
  clockType: 'requested',
  calledAt: at,
  calledBy: '曹慧',
  note: '客人腰伤',
});

export const sampleOrder = (languages: readonly Language[] = ['zh-CN']): OrderSlipData => ({
  ...setting(languages),
  place: { 'zh-CN': '厨房', en: 'Kitchen' },
  orderNo: 'D-0021',
  roomNo: '302',
  orderedAt: at,
  orderedBy: '许琴',
  lines: [
    { name: { 'zh-CN': '牛肉面', en: 'Beef noodles' }, quantity: 2, note: '一碗不要香菜' },
    { name: { 'zh-CN': '水果拼盘', en: 'Fruit platter' }, quantity: 1 },
  ],
});
