import { centre, line, rule, text, ticket } from './markup.ts';
import { dateAndTime, heading, storeHead } from './parts.ts';
import type { TicketSetting } from './ticket-setting.ts';

const title = { 'zh-CN': '打印测试', en: 'PRINTER TEST' };

/** 打印测试: which printer this is, and that Chinese and large letters come out right. Markup as of the tickets. */
export function testSlip(printerId: string, setting: TicketSetting): string {
  return ticket([
    ...storeHead(setting),
    rule,
    ...heading(title, setting, 'large'),
    line(centre(text(printerId, 'bold'))),
    line(centre(text(dateAndTime(setting.printedAt, setting)))),
    rule,
  ]);
}
