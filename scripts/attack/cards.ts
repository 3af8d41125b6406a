import { setTimeout as wait } from 'node:timers/promises';
import type { CardSignIn } from '../../host/contract/connection.ts';
import { attack, toldMs } from './attack.ts';
import { cardOf } from './ground.ts';

const guesses = 40;

/** Cards, their numbers, and hands that hold them. */
export const cardAttacks = [
  attack({
    id: 'card.number-signs-in-a-manager',
    tried: {
      'zh-CN': '把经理的卡号当作刷卡发给门店，想登录成经理',
      en: 'A manager’s card number is sent as if the card were held, to be signed in as her',
    },
    async attempt(ground) {
      const screen = await ground.screen();
      const came: CardSignIn[] = [];
      screen.line.subscribe('session.onCard', (data) => came.push(data as CardSignIn));
      await wait(toldMs);
      const sent = await screen.try('readers.card', { text: cardOf('M01') });
      await wait(toldMs);
      return { sent, came: came.map(({ kind }) => kind) };
    },
    gets: ({ came }) => came.includes('in'),
    success: { sent: 'ok', came: ['in'] },
  }),
  attack({
    id: 'card.number-approves',
    tried: {
      'zh-CN': '前台自己发送经理的卡号，想给自己的操作授权',
      en: 'A receptionist sends a manager’s card number to approve her own act',
    },
    async attempt(ground) {
      const screen = await ground.at('R01');
      const heard: string[] = [];
      const shown = { act: 'clock.cancel', subject: { kind: 'clock', id: '0193a000-0000-7000-8000-000000000001' } };
      screen.line.subscribe('authorisations.onCard', (data) => heard.push((data as { kind: string }).kind), shown);
      await wait(toldMs);
      const sent = await screen.try('readers.card', { text: cardOf('M01') });
      await wait(toldMs);
      return { sent, heard };
    },
    gets: ({ heard }) => heard.includes('manager'),
    success: { sent: 'ok', heard: ['manager'] },
  }),
  attack({
    id: 'card.numbers-are-guessed',
    tried: {
      'zh-CN': `在一台配对的屏幕上连续发送 ${guesses} 个瞎猜的卡号，再发一个真的`,
      en: `${guesses} made-up card numbers are sent from a paired screen, then a true one`,
    },
    async attempt(ground) {
      const { screen } = await ground.paired('guesses cards');
      let looked = 0;
      for (let guess = 0; guess < guesses; guess += 1) {
        const said = await screen.try('readers.card', { text: `04${String(guess).padStart(12, '0')}` });
        if (said !== 'CARD_TRIES') looked += 1;
      }
      return { looked, trueOne: await screen.try('readers.card', { text: cardOf('W01') }) };
    },
    gets: ({ looked, trueOne }) => looked >= guesses || trueOne === 'ok',
    success: { looked: guesses, trueOne: 'ok' },
  }),
  attack({
    id: 'card.exported',
    tried: {
      'zh-CN': '管设备的人导出门店文件，想拿到卡号和报钟器密钥',
      en: 'Whoever looks after devices exports the site, to have its cards and keys',
    },
    async attempt(ground) {
      const screen = await ground.at('T01');
      const plain = await screen.done('setup.exportSite', { withKeys: false, withCards: false });
      return {
        withCards: await screen.try('setup.exportSite', { withKeys: false, withCards: true }),
        inPlain: String(plain).includes(cardOf('M01')),
      };
    },
    gets: ({ withCards, inPlain }) => withCards === 'ok' || inPlain,
    success: { withCards: 'ok', inPlain: false },
  }),
  attack({
    id: 'card.blocking-tells-the-number',
    tried: {
      'zh-CN': '挂失别人的卡，想从答复里看到卡号',
      en: 'A colleague’s card is blocked, to read its number in the answer',
    },
    async attempt(ground) {
      const screen = await ground.at('R02');
      const events = await screen.act('card.block', { holder: 'staff', no: 'W01', reason: '丢了' });
      return { isTold: JSON.stringify(events).includes(cardOf('W01')) };
    },
    gets: ({ isTold }) => isTold,
    success: { isTold: true },
  }),
  attack({
    id: 'card.managers-cards-are-blocked',
    tried: {
      'zh-CN': '前台挂失两位经理的卡，想让经理都进不来',
      en: 'A receptionist blocks both managers’ cards, so that no manager comes in',
    },
    async attempt(ground) {
      const screen = await ground.at('R01');
      return {
        first: await screen.tryAct('card.block', { holder: 'staff', no: 'M01', reason: '丢了' }),
        second: await screen.tryAct('card.block', { holder: 'staff', no: 'M02', reason: '丢了' }),
      };
    },
    gets: ({ first, second }) => first === 'ok' || second === 'ok',
    success: { first: 'ok', second: 'NOT_ALLOWED' },
  }),
  attack({
    id: 'card.one-touch-serves-several-windows',
    tried: {
      'zh-CN': '两个窗口等经理授权、一个藏着的窗口等登录，经理只刷一次卡',
      en: 'Two windows wait for an approval and a hidden one for a sign-in; the manager touches once',
    },
    async attempt(ground) {
      const demo = await ground.another('touches', true);
      const hand = await demo.at('M01');
      const [one, other] = [await demo.at('R01'), await demo.at('R02')];
      const hidden = await demo.screen();
      const taken: string[] = [];
      for (const [at, window] of [one, other].entries()) {
        const shown = {
          act: 'clock.cancel',
          subject: { kind: 'clock', id: `0193a000-0000-7000-8000-00000000000${at}` },
        };
        const heard = (data: unknown) => (data as { kind: string }).kind === 'manager' && taken.push(`approval ${at}`);
        window.line.subscribe('authorisations.onCard', heard, shown);
      }
      hidden.line.subscribe('session.onCard', (data) => {
        if ((data as CardSignIn).kind === 'in') taken.push('signed in');
      });
      await wait(toldMs);
      const held = await hand.try('practice.holdCardAtReader', { readerId: 'desk', cardId: 'staff:M01' });
      await wait(toldMs);
      await demo.close();
      return { held, taken };
    },
    gets: ({ taken }) => taken.length > 0,
    success: { held: 'ok', taken: ['approval 0', 'approval 1', 'signed in'] },
  }),
];
