import { IconLayoutGrid } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const board: Screen<'board', typeof zhCN> = {
  id: 'board',
  icon: IconLayoutGrid,
  permission: 'board.view',
  load: () => import('./board-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
