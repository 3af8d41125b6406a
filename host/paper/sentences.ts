import type { Language } from '../../core/kernel/money.ts';

/*
 * What the clock room hears and reads. Each sentence has two forms of the same words: the shown one for screens and
 * slips, and the spoken one, in which an engine reads numbers as the staff say them.
 */

export interface Call {
  technicianNo: string;
  roomNo: string;
  serviceName: string;
}

export interface ReminderCall {
  technicianNo: string;
  roomNo: string;
  minutesLeft: number;
}

/** How numbers go into a sentence. */
type Numbers = (no: string) => string;

const asShown: Numbers = (no) => ` ${no} `;

/**
 * One by one, as room and card numbers are said: 302 is 三零二, not three hundred and two. One is 幺, which is what is
 * said where 一 would be heard as seven.
 */
const digitsInChinese = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const asSpokenInChinese: Numbers = (no) => no.replace(/\d/g, (digit) => digitsInChinese[Number(digit)] ?? digit);

/** 请 88 号技师到 302 房做中式推拿 */
function callInChinese({ technicianNo, roomNo, serviceName }: Call, number: Numbers): string {
  return `请${number(technicianNo)}号技师到${number(roomNo)}房做${serviceName}`;
}

/** 302 房 88 号技师，还有 5 分钟下钟 */
function reminderInChinese({ technicianNo, roomNo, minutesLeft }: ReminderCall, number: Numbers): string {
  // Minutes are an amount, which engines read rightly by themselves, but for two: 两分钟, not 二分钟.
  const minutes = minutesLeft === 2 && number === asSpokenInChinese ? '两' : minutesLeft;
  return `${number(roomNo)}房${number(technicianNo)}号技师，还有 ${minutes} 分钟下钟`.trim();
}

/** The call as it stands on screens and slips. */
export function callSentence(call: Call, language: Language): string {
  return language === 'zh-CN' ? callInChinese(call, asShown) : callInEnglish(call);
}

/** The call as it is given to a voice. */
export function spokenCallSentence(call: Call, language: Language): string {
  return language === 'zh-CN' ? callInChinese(call, asSpokenInChinese) : callInEnglish(call);
}

/** The notice that a clock is about to end, as it stands on screens. */
export function reminderSentence(reminder: ReminderCall, language: Language): string {
  return language === 'zh-CN' ? reminderInChinese(reminder, asShown) : reminderInEnglish(reminder);
}

/** The same as it is given to a voice. */
export function spokenReminderSentence(reminder: ReminderCall, language: Language): string {
  return language === 'zh-CN' ? reminderInChinese(reminder, asSpokenInChinese) : reminderInEnglish(reminder);
}

function callInEnglish({ technicianNo, roomNo, serviceName }: Call): string {
  return `Technician ${technicianNo}, please go to room ${roomNo} for ${serviceName}.`;
}

function reminderInEnglish({ technicianNo, roomNo, minutesLeft }: ReminderCall): string {
  return `Room ${roomNo}, technician ${technicianNo}: ${minutesLeft} ${minutesLeft === 1 ? 'minute' : 'minutes'} left.`;
}
