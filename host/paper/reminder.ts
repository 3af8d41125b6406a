import type { Language } from '../../core/kernel/money.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { StoreState } from '../../core/model/state.ts';
import type { JobKind, PayloadOf } from './job-kind.ts';
import { reminderSentence, spokenReminderSentence } from './sentences.ts';
import { nameOfRoom, nameOfTechnician, summaryLine } from './summary.ts';

type Reminder = Pick<PayloadOf<'announce-reminder'>, 'clockId' | 'technicianNo' | 'roomNo'>;

/** The clock that somebody was to be reminded of, while that person is at work on it. */
function clockAtWork({ clockId, technicianNo }: Reminder, state: StoreState): Clock | null {
  const clock = state.clocks.byId(clockId);
  return clock?.state === 'started' && clock.technicianNo === technicianNo ? clock : null;
}

/** Said in the clock room until the time is up, or was prolonged: then the clock is reminded of anew. */
export const reminderJob: JobKind<'announce-reminder'> = {
  sentence: ({ clockId, technicianNo, roomNo }, language, { state, at, form }) => {
    const clock = state.clocks.byId(clockId);
    const minutesLeft = Math.max(1, Math.ceil(((clock?.dueAt ?? at) - at) / minuteMs));
    const reminder = { technicianNo, roomNo: clock?.roomNo ?? roomNo, minutesLeft };
    return form === 'spoken' ? spokenReminderSentence(reminder, language) : reminderSentence(reminder, language);
  },
  isOvertaken: (payload, _createdAt, state, at) => {
    const clock = clockAtWork(payload, state);
    return !clock || clock.remindedAt === null || clock.dueAt === null || clock.dueAt <= at;
  },
  summary: (reminder, _site, language) =>
    reminderSummary(language === 'zh-CN' ? '催钟' : 'Reminder', reminder, language),
};

/** Shown at the room's terminal: that time is nearly up, or that the clock was extended by itself. */
export const terminalReminderJob: JobKind<'terminal-reminder'> = {
  isOvertaken: (payload, _createdAt, state) => {
    const clock = clockAtWork(payload, state);
    if (!clock || clock.dueAt !== payload.dueAt) return true;
    return payload.extendedMinutes === undefined && clock.remindedAt === null;
  },
  summary: (reminder, _site, language) => {
    const isChinese = language === 'zh-CN';
    const extended = isChinese ? '自动加钟' : 'Extended by itself';
    const what = reminder.extendedMinutes === undefined ? (isChinese ? '催钟' : 'Reminder') : extended;
    return reminderSummary(what, reminder, language);
  },
};

function reminderSummary(what: string, { roomNo, technicianNo }: Reminder, language: Language): string {
  return summaryLine(what, nameOfRoom(roomNo, language), nameOfTechnician(technicianNo, language));
}
