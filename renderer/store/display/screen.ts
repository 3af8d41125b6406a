import { IconDeviceTv } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const display: Screen<'display', typeof zhCN> = {
  id: 'display',
  icon: IconDeviceTv,
  permission: 'board.view',
  place: 'wall',
  load: () => import('./display-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
