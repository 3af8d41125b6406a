import type { Language } from '../../core/kernel/money.ts';
import type { JobPayload } from '../../core/model/jobs.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { StoreState } from '../../core/model/state.ts';

import { callSentence, reminderSentence, spokenCallSentence, spokenReminderSentence } from './sentences.ts';

/** One sentence in its language. */
export interface Sentence {
  text: string;
  language: Language;
}

export interface SpeakingFacts {
  site: SiteIndex;
  state: StoreState;
  /** UTC ms. */
  at: number;
  /** `spoken`: numbers as an engine has to read them. `shown`: as they stand on screens. */
  form: 'spoken' | 'shown';
}

const minuteMs = 60_000;

/**
 * What a job says aloud, in the order it is said: a call as often and in as many languages as the site wants it,
 * anything else once in each. Guests may have changed rooms since the job was made; the sentence names the room the
 * clock is in now. Empty for a job that is not spoken.
 */
export function sentencesOf(payload: JobPayload, facts: SpeakingFacts): Sentence[] {
  const { languages, repeat } = facts.site.site.voice;
  const times = payload.kind === 'announce-call' ? repeat : 1;
  return languages.flatMap((language) => {
    const text = sentenceOf(payload, language, facts);
    return text === null ? [] : Array.from({ length: times }, () => ({ text, language }));
  });
}

function sentenceOf(payload: JobPayload, language: Language, { site, state, at, form }: SpeakingFacts): string | null {
  switch (payload.kind) {
    case 'announce-call': {
      const serviceName = site.services.get(payload.serviceCode)?.name[language] ?? payload.serviceCode;
      const roomNo = state.clocks.byId(payload.clockId)?.roomNo ?? payload.roomNo;
      const call = { technicianNo: payload.technicianNo, roomNo, serviceName };
      return form === 'spoken' ? spokenCallSentence(call, language) : callSentence(call, language);
    }
    case 'announce-reminder': {
      const clock = state.clocks.byId(payload.clockId);
      const minutesLeft = Math.max(1, Math.ceil(((clock?.dueAt ?? at) - at) / minuteMs));
      const reminder = { technicianNo: payload.technicianNo, roomNo: clock?.roomNo ?? payload.roomNo, minutesLeft };
      return form === 'spoken' ? spokenReminderSentence(reminder, language) : reminderSentence(reminder, language);
    }
    case 'announce-service':
      return serviceSentence(payload.roomNo, language, form);
    default:
      return null;
  }
}

/** 302 房呼叫服务 */
function serviceSentence(roomNo: string, language: Language, form: 'spoken' | 'shown'): string {
  // Engines read digits that stand apart one by one, as rooms are named.
  const room = form === 'spoken' ? Array.from(roomNo).join(' ') : roomNo;
  return language === 'zh-CN' ? `${room} 房呼叫服务` : `Room ${room} calls for service.`;
}
