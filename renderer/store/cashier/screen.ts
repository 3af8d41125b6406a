import { IconCashRegister } from '@tabler/icons-react';
import type { Screen } from '../../shared/screen.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

export const cashier: Screen<'cashier', typeof zhCN> = {
  id: 'cashier',
  icon: IconCashRegister,
  permission: 'bill.view',
  firstFor: ['cashier'],
  load: () => import('./cashier-screen.tsx'),
  texts: { 'zh-CN': zhCN, en },
};
