import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { deviceEvents } from './events.ts';

const how = {
  again: { 'zh-CN': '重打', en: 'Printed again' },
  rerouted: { 'zh-CN': '改打印机', en: 'Sent to another printer' },
  dismissed: { 'zh-CN': '不再打印', en: 'Not printed any more' },
} as const;

export const deviceWords: WordsOf<typeof deviceEvents> = {
  'job.resolved': sentence(
    ({ how: what, ofBill: bill, device, toDevice }, { money }) =>
      `${how[what]['zh-CN']}${bill ? `账单 ${bill.no ?? ''} ${money(bill.amountMinor, bill.currency)}` : ''} · ${toDevice ?? device}`,
    ({ how: what, ofBill: bill, device, toDevice }, { money }) =>
      `${how[what].en}: ${bill ? `bill ${bill.no ?? ''} ${money(bill.amountMinor, bill.currency)}` : 'a slip'} · ${toDevice ?? device}`,
  ),
};
