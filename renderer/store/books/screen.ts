import { IconShieldCheck } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const books: Screen<'books', typeof zhCN> = {
  id: 'books',
  icon: IconShieldCheck,
  permission: 'journal.view',
  load: () => import('./books-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
