import { blank, centre, left, line, rule, text, ticket } from './markup.ts';
import { dateAndTime, heading, storeHead } from './parts.ts';
import type { TicketSetting } from './ticket-setting.ts';
import { inLanguages } from './words.ts';

const title = { 'zh-CN': '恢复单', en: 'RECOVERY SHEET' };
const meaning = {
  'zh-CN':
    '换新电脑或恢复备份时，用此码找回客人资料、密码和报钟器密钥。请锁好，不要拍照；只有这一张，新的一张会使它失效。',
  en: 'Brings back guests’ names, PINs and terminals’ keys on a new computer or from a backup. Lock it away and take no photo; a newer sheet makes it void.',
};
const number = { 'zh-CN': '编号', en: 'No.' };
const groupsOfLine = 2;

/** 恢复单: the recovery code in groups that can be read out, with what it is for. Markup as of the tickets. */
export function recoverySlip({ code, sheetId }: { code: string; sheetId: string }, setting: TicketSetting): string {
  const groups = code.split('-');
  const lines = Array.from({ length: Math.ceil(groups.length / groupsOfLine) }, (_, at) =>
    groups.slice(at * groupsOfLine, (at + 1) * groupsOfLine).join(' '),
  );
  return ticket([
    ...storeHead(setting),
    rule,
    ...heading(title, setting, 'large'),
    line(centre(text(`${inLanguages(number, setting.languages)[0] ?? ''} ${sheetId}`))),
    line(centre(text(dateAndTime(setting.printedAt, setting)))),
    rule,
    ...lines.map((one) => line(centre(text(one, 'large')))),
    rule,
    ...inLanguages(meaning, setting.languages).map((words) => line(left(text(words)))),
    blank,
  ]);
}
