import type { JobKind } from './job-kind.ts';
import { nameOfRoom, summaryLine } from './summary.ts';

/** 302 房呼叫服务; overtaken when somebody has answered. */
export const serviceCallJob: JobKind<'announce-service'> = {
  sentence: ({ roomNo }, language, { form }) => {
    // Engines read digits that stand apart one by one, as rooms are named.
    const room = form === 'spoken' ? Array.from(roomNo).join(' ') : roomNo;
    return language === 'zh-CN' ? `${room} 房呼叫服务` : `Room ${room} calls for service.`;
  },
  isOvertaken: ({ callId }, _createdAt, state) => {
    const call = state.serviceCalls.byId(callId);
    return call === null || call.answeredAt !== null;
  },
  summary: ({ roomNo }, _site, language) =>
    summaryLine(language === 'zh-CN' ? '呼叫服务' : 'Call for service', nameOfRoom(roomNo, language)),
};
