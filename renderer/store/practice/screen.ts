import { IconSchool } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const practice: Screen<'practice', typeof zhCN> = {
  id: 'practice',
  icon: IconSchool,
  permission: 'practice.use',
  load: () => import('./practice-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
