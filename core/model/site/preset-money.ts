import { minorDigits } from '../../kernel/money.ts';
import type { Named } from './presets.ts';
import type { SiteTender } from './schema.ts';

/** Currencies a new store may count in, and what prices and ways to pay are there to begin with. */

export interface PresetCurrency {
  code: string;
  name: Named;
  /** What is asked there for what costs a hundred yuan in a preset, and the steps prices go in; in whole units. */
  perHundredYuan: number;
  step: number;
  /** Ways to pay besides cash and cards. */
  others?: readonly ('wechat' | 'alipay' | 'meituan')[];
}

const named = (zh: string, en: string): Named => ({ 'zh-CN': zh, en });

export const presetCurrencies: readonly [PresetCurrency, ...PresetCurrency[]] = [
  {
    code: 'CNY',
    name: named('人民币', 'Renminbi'),
    perHundredYuan: 100,
    step: 1,
    others: ['wechat', 'alipay', 'meituan'],
  },
  { code: 'HKD', name: named('港币', 'Hong Kong dollar'), perHundredYuan: 180, step: 10, others: ['wechat', 'alipay'] },
  { code: 'MOP', name: named('澳门元', 'Macau pataca'), perHundredYuan: 180, step: 10, others: ['wechat', 'alipay'] },
  { code: 'TWD', name: named('新台币', 'New Taiwan dollar'), perHundredYuan: 600, step: 50 },
  { code: 'SGD', name: named('新加坡元', 'Singapore dollar'), perHundredYuan: 35, step: 1 },
  { code: 'MYR', name: named('马来西亚林吉特', 'Malaysian ringgit'), perHundredYuan: 70, step: 1 },
  { code: 'THB', name: named('泰铢', 'Thai baht'), perHundredYuan: 350, step: 10 },
  { code: 'JPY', name: named('日元', 'Japanese yen'), perHundredYuan: 4_000, step: 100 },
  { code: 'KRW', name: named('韩元', 'South Korean won'), perHundredYuan: 40_000, step: 1_000 },
  { code: 'USD', name: named('美元', 'US dollar'), perHundredYuan: 35, step: 1 },
  { code: 'CAD', name: named('加拿大元', 'Canadian dollar'), perHundredYuan: 45, step: 1 },
  { code: 'AUD', name: named('澳大利亚元', 'Australian dollar'), perHundredYuan: 50, step: 1 },
  { code: 'EUR', name: named('欧元', 'Euro'), perHundredYuan: 35, step: 1 },
  { code: 'GBP', name: named('英镑', 'Pound sterling'), perHundredYuan: 30, step: 1 },
];

/** A price of a preset in a currency's minor units, at least one step. */
export function presetPrice(yuan: number, { code, perHundredYuan, step }: PresetCurrency): number {
  const steps = Math.max(1, Math.round((yuan * perHundredYuan) / 100 / step));
  return steps * step * 10 ** minorDigits(code);
}

/** The ways to pay of a new store. */
export function presetTenders({ code: currency, others = [] }: PresetCurrency): SiteTender[] {
  const external = (code: string, name: Named): SiteTender => ({
    ...{ code, name, currency },
    kind: 'external',
    countsAsRevenue: true,
  });
  const more: Record<NonNullable<PresetCurrency['others']>[number], SiteTender> = {
    wechat: external('wechat', named('微信支付', 'WeChat Pay')),
    alipay: external('alipay', named('支付宝', 'Alipay')),
    meituan: {
      ...{ code: 'meituan', name: named('美团券', 'Meituan voucher'), currency },
      ...{ kind: 'voucher', needsReference: true, countsAsRevenue: true },
    },
  };
  return [
    {
      ...{ code: 'cash', name: named('现金', 'Cash'), currency },
      ...{ kind: 'cash', givesChange: true, opensDrawer: true, countsAsRevenue: true },
    },
    ...others.map((one) => more[one]),
    external('bankcard', named('银行卡', 'Bank card')),
    {
      ...{ code: 'account', name: named('挂账', 'On account'), currency },
      ...{ kind: 'on-account', countsAsRevenue: true },
    },
    {
      ...{ code: 'free', name: named('免单', 'Complimentary'), currency },
      ...{ kind: 'complimentary', countsAsRevenue: false },
    },
  ];
}
