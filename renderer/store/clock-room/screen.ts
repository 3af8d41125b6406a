import { IconUsersGroup } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const clockRoom: Screen<'clock-room', typeof zhCN> = {
  id: 'clock-room',
  icon: IconUsersGroup,
  permission: 'board.view',
  load: () => import('./clock-room-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
