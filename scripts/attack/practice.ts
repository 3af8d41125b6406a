import type { Site } from '../../core/model/site/schema.ts';
import type { PracticeRunView, PracticeSeat } from '../../host/parts/practice/views.ts';
import { crashSite } from '../crash/site.ts';
import { attack } from './attack.ts';
import type { Screen } from './ground.ts';

/** Sits down in the practice, which begins with whoever comes first. */
async function joined(screen: Screen): Promise<void> {
  const { token, sessionToken } = (await screen.done('practiceRun.join')) as PracticeSeat;
  await screen.done('practiceRun.enter', { token, sessionToken });
}

/** A practice runs on a copy of the store: what can be carried out of it. */
export const practiceAttacks = [
  attack({
    id: 'practice.manager-by-a-simulated-card',
    tried: {
      'zh-CN': '服务员进入练习，把“经理的卡”放到模拟读卡器上，想当上经理、看工资、导出门店',
      en: 'A waiter joins a practice, holds “the manager’s card” to its reader, and asks for pay and the site',
    },
    async attempt(ground) {
      const screen = await ground.at('W01');
      await joined(screen);
      const held = await screen.try('practice.holdCardAtReader', { readerId: 'desk', cardId: 'staff:M01' });
      const pay = await screen.try('pay.month', { month: null }, true);
      const site = await screen.try('setup.exportSite', { withKeys: false, withCards: true });
      return { held, pay, site };
    },
    gets: ({ pay, site }) => pay === 'ok' || site === 'ok',
    success: { held: 'ok', pay: 'ok', site: 'ok' },
  }),
  attack({
    id: 'practice.has-the-stores-cards',
    tried: {
      'zh-CN': '从练习里导出门店文件，看里面的卡号是不是真的',
      en: 'The site is exported out of a practice, and its cards compared with the store’s',
    },
    async attempt(ground) {
      const screen = await ground.at('M01');
      await joined(screen);
      const text = await screen.done('setup.exportSite', { withKeys: true, withCards: true });
      const copy = JSON.parse(String(text)) as Pick<Site, 'staff' | 'technicians' | 'wristbands'>;
      const cards = ({ staff, technicians, wristbands }: typeof copy) =>
        [...staff, ...technicians, ...wristbands].map(({ card }) => card);
      const real = new Set(cards(crashSite()));
      const same = cards(copy).filter((card) => card !== undefined && real.has(card)).length;
      await screen.try('practiceRun.end');
      return { cards: cards(copy).length, same };
    },
    gets: ({ same }) => same > 0,
    success: { cards: 197, same: 197 },
  }),
  attack({
    id: 'practice.ended-with-a-made-up-seat',
    tried: {
      'zh-CN': '没有登录的屏幕编一个座位，想结束大家的练习',
      en: 'A screen without a session makes up a seat and ends everybody’s practice',
    },
    async attempt(ground) {
      const waiter = await ground.at('W01');
      await joined(waiter);
      const stranger = await ground.screen();
      const entered = await stranger.try('practiceRun.enter', { token: 'zz', sessionToken: null });
      const ended = await stranger.try('practiceRun.end');
      const state = (await (await ground.screen()).done('practiceRun.state', undefined, true)) as PracticeRunView;
      return { entered, ended, isRunning: state.startedAt !== null };
    },
    gets: ({ isRunning }) => !isRunning,
    success: { entered: 'ok', ended: 'ok', isRunning: false },
  }),
];
