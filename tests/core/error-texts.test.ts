import { describe, expect, it } from 'vitest';
import { errorCodes, errorText, shortErrorText } from '../../core/error-texts.ts';
import { roomError } from '../../core/model/rooms/errors.ts';

/** Refusals after which somebody at the screen does something else instead. */
const mendable =
  /^(AUTHORISATION_|CARD_(BLOCKED|HELD)|DISK_(FULL|READONLY|FAILED)|DATA_DAMAGED|INTERNAL|NOT_ALLOWED|PAIRING_|PIN_(WRONG|NOT_SET|LOCKED)|PRINTER_(OFFLINE|NO_PAPER|MAYBE)|READER_NOT_FOUND|REPORT_|ROOM_(OCCUPIED|DIRTY|TOO_SMALL)|SERVICE_UNKNOWN|STATION_NOT_PAIRED|TECHNICIAN_(UNKNOWN|NOT_SKILLED|TWICE|OFF_DUTY|BUSY|RESTING|AWAITED|STOPPED|PAUSED)|TENDER_NOT_USABLE|TERMINAL_OFFLINE|VISIT_HAS|WRISTBAND_)/;

const languages = ['zh-CN', 'en'] as const;
/** Facts of usual length: what a real refusal fills in. */
const facts = {
  roomNo: '308',
  technicianNo: '88',
  serviceCode: '101',
  goodsCode: 'D01',
  left: 3,
  beds: 2,
  guests: 2,
  technicians: 2,
  minutes: 5,
  earlyMinutes: 12,
  count: 2,
  totalMinor: 13_800,
  missingMinor: 800,
  overMinor: 200,
  tenderCode: 'wechat',
  staffNo: 'R01',
  terminalId: 'floor-2/1',
  device: 'voice',
  wristbandNo: '12',
  from: '11:00',
  to: '14:00',
  reason: 'leak',
  what: '201',
  detail: 'x',
  act: 'clock.start',
  problems: 'x',
};

/** Columns on a terminal: a Chinese character takes two. */
const columnsOf = (text: string) => [...text].reduce((sum, char) => sum + (/[ -~]/.test(char) ? 1 : 2), 0);

describe('what a refusal says', () => {
  it.each(errorCodes)('%s has a sentence and a short form in both languages', (code) => {
    for (const language of languages) {
      const sentence = errorText(code, language, facts);
      const short = shortErrorText(code, language, facts);
      expect(sentence.length).toBeGreaterThan(1);
      expect(short.length).toBeGreaterThan(1);
      expect(`${sentence} ${short}`).not.toMatch(/[{}]/);
      expect(columnsOf(short)).toBeLessThanOrEqual(16);
    }
    expect(errorText(code, 'zh-CN', facts)).toMatch(/\p{Script=Han}/u);
    expect(errorText(code, 'en', facts)).not.toMatch(/\p{Script=Han}/u);
    expect(shortErrorText(code, 'en', facts)).not.toMatch(/\p{Script=Han}/u);
  });

  // What is in a person's hands to mend; the rest are plain facts (“it has been closed already”).
  it.each(errorCodes.filter((code) => mendable.test(code)))('%s says what to do next', (code) => {
    expect(errorText(code, 'zh-CN', facts)).toMatch(/请|可以|再/);
  });

  it('names amounts in the currency of the store', () => {
    expect(errorText('UNDERPAID', 'en', { missingMinor: 12_345 }, 'HKD')).toBe('HK$123.45 is missing');
    expect(errorText('UNDERPAID', 'zh-CN', { missingMinor: 12_345 })).toBe('还差 ¥123.45');
  });

  it('shows a question mark for a fact that is missing, and an unknown code as it is', () => {
    expect(errorText('ROOM_UNKNOWN', 'en')).toBe('There is no room ?');
    expect(errorText('OF_A_NEWER_STORE', 'en')).toBe('OF_A_NEWER_STORE');
    expect(shortErrorText('OF_A_MUCH_NEWER_STORE', 'en')).toBe('OF_A_MUCH_NEWER_');
    expect(errorText('toString', 'en')).toBe('toString');
  });

  it('is an error with its code and facts', () => {
    const error = roomError('ROOM_DIRTY', { roomNo: '201' });
    expect([error.code, error.context, error.message]).toEqual([
      'ROOM_DIRTY',
      { roomNo: '201' },
      'ROOM_DIRTY {"roomNo":"201"}',
    ]);
  });
});
