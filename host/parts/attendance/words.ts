import type { Language } from '../../../core/kernel/money.ts';

export const dayStateWords = {
  none: { 'zh-CN': '', en: '' },
  off: { 'zh-CN': '休', en: 'day off' },
  leave: { 'zh-CN': '请假', en: 'leave' },
  planned: { 'zh-CN': '未到时间', en: 'planned' },
  missing: { 'zh-CN': '未到岗', en: 'not here' },
  absent: { 'zh-CN': '旷工', en: 'absent' },
  worked: { 'zh-CN': '出勤', en: 'worked' },
  extra: { 'zh-CN': '出勤（未排班）', en: 'present, not rostered' },
} as const satisfies Record<string, Record<Language, string>>;

export const leaveWords = {
  annual: { 'zh-CN': '年假', en: 'annual leave' },
  sick: { 'zh-CN': '病假', en: 'sick leave' },
  personal: { 'zh-CN': '事假', en: 'personal leave' },
  lieu: { 'zh-CN': '调休', en: 'day in lieu' },
  other: { 'zh-CN': '其他', en: 'other leave' },
} as const satisfies Record<string, Record<Language, string>>;
