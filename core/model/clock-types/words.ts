import type { Language } from '../../kernel/money.ts';
import type { ClockType } from './clock-types.ts';

/** The types of clocks as slips and sheets name them. */
export const clockTypeWords: Readonly<Record<ClockType, Readonly<Record<Language, string>>>> = {
  rotation: { 'zh-CN': '轮钟', en: 'Rotation' },
  requested: { 'zh-CN': '点钟', en: 'Requested' },
  picked: { 'zh-CN': '选钟', en: 'Picked' },
  extension: { 'zh-CN': '加钟', en: 'Extension' },
  call: { 'zh-CN': 'Call 钟', en: 'Called in' },
  converted: { 'zh-CN': '转化', en: 'Converted' },
};
