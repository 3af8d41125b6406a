import { IconHistory } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const changes: Screen<'changes', typeof zhCN> = {
  id: 'changes',
  icon: IconHistory,
  permission: 'site.view',
  place: 'menu',
  load: () => import('./changes-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
