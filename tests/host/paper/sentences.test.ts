import { describe, expect, it } from 'vitest';
import {
  callSentence,
  reminderSentence,
  spokenCallSentence,
  spokenReminderSentence,
} from '../../../host/paper/sentences.ts';

const call = { technicianNo: '88', roomNo: '302' };

describe('sentences', () => {
  it('calls a technician', () => {
    expect(callSentence({ ...call, serviceName: '中式推拿' }, 'zh-CN')).toBe('请 88 号技师到 302 房做中式推拿');
    expect(callSentence({ ...call, serviceName: 'Chinese massage' }, 'en')).toBe(
      'Technician 88, please go to room 302 for Chinese massage.',
    );
  });

  it('reminds of the end', () => {
    expect(reminderSentence({ ...call, minutesLeft: 5 }, 'zh-CN')).toBe('302 房 88 号技师，还有 5 分钟下钟');
    expect(reminderSentence({ ...call, minutesLeft: 5 }, 'en')).toBe('Room 302, technician 88: 5 minutes left.');
    expect(reminderSentence({ ...call, minutesLeft: 1 }, 'en')).toBe('Room 302, technician 88: 1 minute left.');
  });

  it('says numbers of rooms and technicians digit by digit in Chinese, and amounts as amounts', () => {
    expect(spokenCallSentence({ ...call, serviceName: '中式推拿' }, 'zh-CN')).toBe('请八八号技师到三零二房做中式推拿');
    expect(spokenReminderSentence({ ...call, minutesLeft: 15 }, 'zh-CN')).toBe('三零二房八八号技师，还有 15 分钟下钟');
    expect(spokenReminderSentence({ ...call, minutesLeft: 2 }, 'zh-CN')).toBe('三零二房八八号技师，还有 两 分钟下钟');
    expect(spokenReminderSentence({ ...call, minutesLeft: 12 }, 'zh-CN')).toContain('还有 12 分钟');
    expect(reminderSentence({ ...call, minutesLeft: 2 }, 'zh-CN')).toContain('还有 2 分钟');
    expect(spokenCallSentence({ technicianNo: '101', roomNo: 'V6', serviceName: '60 分钟足疗' }, 'zh-CN')).toBe(
      '请幺零幺号技师到V六房做60 分钟足疗',
    );
  });
});
