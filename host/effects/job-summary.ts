import { formatMinor, type Language } from '../../core/kernel/money.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { Job } from '../../db/operational/jobs.ts';
import type { LocalText } from '../contract/views.ts';

import { callSentence } from '../paper/sentences.ts';
import { inLanguages, words } from '../paper/words.ts';

/** One line for people: what it is, the room, the technician or the articles. */
export function jobSummary(job: Job, site: SiteIndex): LocalText {
  return { 'zh-CN': summaryIn('zh-CN', job, site), en: summaryIn('en', job, site) };
}

function summaryIn(language: Language, { payload }: Job, site: SiteIndex): string {
  const isChinese = language === 'zh-CN';
  const room = (roomNo: string) => (isChinese ? `${roomNo} 房` : `room ${roomNo}`);
  const technician = (no: string) => (isChinese ? `${no} 号技师` : `technician ${no}`);
  const money = (amountMinor: number) => formatMinor(amountMinor, site.site.store.currency, language);
  const service = (code: string) => site.services.get(code)?.name[language] ?? code;
  switch (payload.kind) {
    case 'announce-call': {
      const { technicianNo, roomNo, serviceCode } = payload;
      return callSentence({ technicianNo, roomNo, serviceName: service(serviceCode) }, language);
    }
    case 'announce-reminder':
    case 'terminal-reminder': {
      const isExtension = payload.kind === 'terminal-reminder' && payload.extendedMinutes !== undefined;
      const what = isExtension ? (isChinese ? '自动加钟' : 'Extended by itself') : isChinese ? '催钟' : 'Reminder';
      return joined(what, room(payload.roomNo), technician(payload.technicianNo));
    }
    case 'announce-service':
      return joined(isChinese ? '呼叫服务' : 'Call for service', room(payload.roomNo));
    case 'print-dispatch':
      return joined(
        titleOf(payload.insteadOf === undefined ? words.dispatch : words.changedSlip, language),
        room(payload.roomNo),
        technician(payload.technicianNo),
        service(payload.serviceCode),
      );
    case 'print-order': {
      const articles = payload.lines.map(
        ({ goodsCode, quantity }) => `${site.goods.get(goodsCode)?.name[language] ?? goodsCode} ×${quantity}`,
      );
      return joined(titleOf(words.order, language), room(payload.roomNo), articles.join(isChinese ? '、' : ', '));
    }
    case 'print-why':
      return joined(titleOf(words.whyHere, language), technician(payload.technicianNo));
    case 'print-bill': {
      const { no, roomNo, totalMinor } = payload.bill;
      return joined(`${titleOf(words.bill, language)} ${no}`, room(roomNo), money(totalMinor));
    }
    case 'print-pre-bill':
      return joined(titleOf(words.preBill, language), room(payload.roomNo), money(payload.bill.totalMinor));
    // Not the amount: the list of slips stands on a screen everybody sees.
    case 'print-payslip':
      return joined(titleOf(words.payslip, language), payload.payslip.month, payload.payslip.payeeNo);
  }
}

/** The tickets' own titles; English ones stand there in capitals. */
function titleOf(title: LocalText, language: Language): string {
  const [text = ''] = inLanguages(title, [language]);
  return language === 'en' ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

function joined(...pieces: readonly string[]): string {
  return pieces.join(' · ');
}
