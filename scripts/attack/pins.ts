import { dayMs, minuteMs } from '../../core/kernel/time.ts';
import { crashSite } from '../crash/site.ts';
import { attack } from './attack.ts';

const pinsSprayed = ['1111', '1234', '8888', '2468'];
const flood = 600;
const perMessage = 100;
/** So long somebody at the desk may wait behind a flood. */
const patienceMs = minuteMs / 2;
/** An hour, rounded up, and some. */
const longestLockMinutes = 65;
/** More guesses than this before a lock are too many. */
const fewGuesses = 30;

/** PINs: guessed, locked, flooded; and pairing codes. */
export const pinAttacks = [
  attack({
    id: 'pin.sprayed-over-everybody',
    tried: {
      'zh-CN': '在一台屏幕上用几个常见密码试遍所有工号',
      en: 'A few common PINs are tried on everybody from one screen',
    },
    async attempt(ground) {
      const other = await ground.another('sprayed');
      const { screen } = await other.paired('guesses PINs');
      const tries = pinsSprayed.flatMap((pin) => crashSite().staff.map(({ no }) => ({ staffNo: no, pin })));
      const said: string[] = [];
      for (const one of tries) said.push(await screen.try('session.signIn', one));
      await other.close();
      return { looked: said.filter((one) => one === 'PIN_WRONG' || one === 'ok').length, of: tries.length };
    },
    gets: ({ looked }) => looked > fewGuesses,
    success: { looked: 84, of: 84 },
  }),
  attack({
    id: 'pin.lock-as-a-weapon',
    tried: {
      'zh-CN': '在别的屏幕上故意输错，把经理锁在门外',
      en: 'A manager is locked out by wrong PINs at another screen',
    },
    async attempt(ground) {
      const { screen } = await ground.paired('locks managers');
      for (let miss = 0; miss < 12; miss += 1) await screen.try('session.signIn', { staffNo: 'M02', pin: '1111' });
      const atDesk = await (await ground.screen()).try('session.signIn', { staffNo: 'M02', pin: ground.pinOf('M02') });
      return { atDesk };
    },
    gets: ({ atDesk }) => atDesk !== 'ok',
    success: { atDesk: 'PIN_LOCKED' },
  }),
  attack({
    id: 'pin.flood-of-sign-ins',
    tried: {
      'zh-CN': '一台屏幕一次发出几百个登录，想让谁也登录不了',
      en: 'One screen sends hundreds of sign-ins at once, so that nobody signs in',
    },
    async attempt(ground) {
      const other = await ground.another('flooded');
      const { screen } = await other.paired('floods');
      for (let sent = 0; sent < flood; sent += perMessage) {
        const calls = Array.from({ length: perMessage }, (_, at) => ({
          id: 10_000 + sent + at,
          method: 'mutation',
          params: { path: 'session.signIn', input: { staffNo: `R0${(at % 4) + 1}`, pin: '1111' } },
        }));
        screen.line.sendRaw(JSON.stringify(calls));
      }
      const desk = await other.screen();
      const answered = desk.try('session.signIn', { staffNo: 'R02', pin: other.pinOf('R02') });
      const atDesk = await Promise.race([answered, later(patienceMs).then(() => 'no answer')]);
      await other.close();
      return { atDesk };
    },
    gets: ({ atDesk }) => atDesk !== 'ok',
    success: { atDesk: 'no answer' },
  }),
  attack({
    id: 'pin.locked-by-a-wrong-date',
    tried: {
      'zh-CN': '把电脑日期调到十年后输错密码，再调回来，让人十年登录不了',
      en: 'PINs are missed while the computer’s date is ten years on; put right, the lock lasts for years',
    },
    async attempt(ground) {
      const other = await ground.another('dates');
      await other.stop();
      await other.start({ laterMs: 3_650 * dayMs });
      const screen = await other.screen();
      for (let miss = 0; miss < 6; miss += 1) await screen.try('session.signIn', { staffNo: 'R02', pin: '1111' });
      await other.stop();
      await other.start();
      const said = await (await other.screen()).outcome('session.signIn', { staffNo: 'R02', pin: other.pinOf('R02') });
      await other.close();
      return { minutes: said.kind === 'refused' ? Number(said.context.minutes ?? 0) : 0 };
    },
    gets: ({ minutes }) => minutes > longestLockMinutes,
    success: { minutes: 5_256_001 },
  }),
  attack({
    id: 'pairing.code-voided-by-a-stranger',
    tried: {
      'zh-CN': '陌生人不停输错配对码，让真正的平板配不上',
      en: 'A stranger types wrong pairing codes, so that the right screen cannot be paired',
    },
    async attempt(ground) {
      const manager = await ground.at('M01');
      const { code } = (await manager.done('session.pairingCode')) as { code: string };
      const stranger = await ground.elsewhere({ localAddress: '127.0.0.5' });
      const wrong = code === '000000' ? '111111' : '000000';
      for (let guess = 0; guess < 6; guess += 1) await stranger.try('session.pair', { code: wrong, name: 'x' });
      const voided = await stranger.try('session.pair', { code, name: 'stranger' });
      const right = await ground.elsewhere({ localAddress: '127.0.0.6' });
      return { strangerHimself: voided, right: await right.try('session.pair', { code, name: 'cashier 9' }) };
    },
    gets: ({ strangerHimself, right }) => right !== 'ok' || strangerHimself === 'ok',
    success: { strangerHimself: 'PAIRING_CODE_WRONG', right: 'PAIRING_CODE_WRONG' },
  }),
];

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
