import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { hourMs } from '../../core/kernel/time.ts';
import type { SessionView } from '../../host/contract/connection.ts';
import { attack, toldMs } from './attack.ts';

/** What a screen may not call itself. */
const names = ['desk', ' desk ', 'DESK', 'store', 'system', 'setup', '前台', '\u202edesk', 'de\u0000sk', 'desk\n'];

/** Screens, their pairing, and rights that should be over. */
export const screenAttacks = [
  attack({
    id: 'screen.named-as-the-desk',
    tried: {
      'zh-CN': '平板配对时自称“前台”“系统”等，想收到前台的刷卡',
      en: 'A tablet calls itself “desk”, “store” and the like as it is paired, to get the desk’s cards',
    },
    async attempt(ground) {
      const manager = await ground.at('M01');
      const taken: string[] = [];
      for (const name of names) {
        const { code } = (await manager.done('session.pairingCode')) as { code: string };
        const tablet = await ground.elsewhere({ localAddress: '127.0.0.9' });
        if ((await tablet.try('session.pair', { code, name })) === 'ok') taken.push(JSON.stringify(name));
      }
      return { taken };
    },
    gets: ({ taken }) => taken.length > 0,
    success: { taken: ['"desk"'] },
  }),
  attack({
    id: 'screen.acts-without-pairing',
    tried: {
      'zh-CN': '门店网络里没有配对的屏幕直接发出查询和操作',
      en: 'A screen of the network that is not paired asks and acts',
    },
    async attempt(ground) {
      const stranger = await ground.elsewhere({ localAddress: '127.0.0.8' });
      return {
        signsIn: await stranger.try('session.signIn', { staffNo: 'M01', pin: ground.pinOf('M01') }),
        seesBoard: await stranger.try('board.snapshot', undefined, true),
        sendsCard: await stranger.try('readers.card', { text: '04453DCE0E1234' }),
        setsUp: await stranger.try('setup.demo', { language: 'en' }),
        restores: await stranger.try('safekeeping.copies', undefined, true),
      };
    },
    gets: (said) => Object.values(said).some((one) => one === 'ok'),
    success: { signsIn: 'ok', seesBoard: 'ok', sendsCard: 'ok', setsUp: 'ok', restores: 'ok' },
  }),
  attack({
    id: 'screen.pairing-taken-back',
    tried: {
      'zh-CN': '平板被偷，配对已收回，仍想继续用',
      en: 'A stolen tablet goes on after its pairing was taken back',
    },
    async attempt(ground) {
      const { screen, stationToken } = await ground.paired('stolen');
      await screen.signIn('R01', ground.pinOf('R01'));
      const manager = await ground.at('M01');
      const { stations } = (await manager.done('session.stations', undefined, true)) as {
        stations: { id: string; name: string | null }[];
      };
      const stationId = stations.find(({ name }) => name === 'stolen')?.id;
      await manager.done('session.revokeStation', { stationId });
      const again = await ground.elsewhere({
        station: stationToken,
        ...(screen.token ? { session: screen.token } : {}),
      });
      return {
        openLine: await screen.try('board.snapshot', undefined, true),
        act: await screen.try('session.use'),
        newLine: await again.try('board.snapshot', undefined, true),
      };
    },
    gets: (said) => Object.values(said).some((one) => one === 'ok'),
    success: { openLine: 'ok', act: 'ok', newLine: 'ok' },
  }),
  attack({
    id: 'session.after-signing-out',
    tried: {
      'zh-CN': '同一个登录开两个窗口，退出一个，另一个继续看账',
      en: 'One session in two windows: one signs out, the other goes on reading',
    },
    async attempt(ground) {
      const one = await ground.at('M01');
      const other = await ground.screen({ session: one.token ?? '' });
      const before = await other.try('pay.month', { month: null }, true);
      await one.done('session.signOut');
      return { before, after: await other.try('pay.month', { month: null }, true) };
    },
    gets: ({ after }) => after === 'ok',
    success: { before: 'ok', after: 'ok' },
  }),
  attack({
    id: 'session.at-another-screen',
    tried: {
      'zh-CN': '把前台的登录凭证拿到另一台配对的屏幕上用',
      en: 'The token of a session at the desk is shown at another paired screen',
    },
    async attempt(ground) {
      const desk = await ground.at('M01');
      const { stationToken } = await ground.paired('borrows');
      const other = await ground.elsewhere({ station: stationToken, session: desk.token ?? '' });
      const { session } = (await other.done('session.welcome', undefined, true)) as { session: SessionView | null };
      return { signedInAs: session?.staffNo ?? null, reads: await other.try('pay.month', { month: null }, true) };
    },
    gets: ({ signedInAs, reads }) => signedInAs !== null || reads === 'ok',
    success: { signedInAs: 'M01', reads: 'ok' },
  }),
  attack({
    id: 'session.hears-on-after-signing-out',
    tried: {
      'zh-CN': '退出后，订阅的刷卡消息还在送来',
      en: 'After signing out, cards that are held are still told',
    },
    async attempt(ground) {
      const demo = await ground.another('hears', true);
      const screen = await demo.at('R01');
      let heard = 0;
      screen.line.subscribe('readers.onCard', () => {
        heard += 1;
      });
      await wait(toldMs);
      const hand = await demo.at('M01');
      const hold = async () => {
        await hand.done('practice.holdCardAtReader', { readerId: 'desk', cardId: 'wristband:45' });
        await wait(toldMs);
        return heard;
      };
      const before = await hold();
      await screen.done('session.signOut');
      const after = (await hold()) - before;
      await demo.close();
      return { before, after };
    },
    gets: ({ after }) => after > 0,
    success: { before: 1, after: 1 },
  }),
  attack({
    id: 'session.role-taken-away',
    tried: {
      'zh-CN': '已降为保洁的前台，在原来开着的屏幕上继续开单',
      en: 'A receptionist who is a cleaner now opens a room at the screen she has open',
    },
    async attempt(ground) {
      const other = await ground.another('roles');
      const screen = await other.at('R04');
      const manager = await other.at('M01');
      const text = String(await manager.done('setup.exportSite', { withKeys: false, withCards: true }));
      const site = JSON.parse(text) as { staff: { no: string; role: string }[] };
      for (const person of site.staff) if (person.no === 'R04') person.role = 'cleaner';
      const json = JSON.stringify(site);
      // What the file changes is told first, and read.
      const told = await manager.outcome('setup.importSite', { json });
      if (told.kind === 'refused') {
        const { sections, difference } = told.context as { sections: { key: string }[]; difference: { key: string } };
        const despite = [...sections.map(({ key }) => key), difference.key];
        const asked = await manager.outcome('setup.importSite', { json, despite });
        const { act, subject } = (asked.kind === 'refused' ? asked.context : {}) as { act: string; subject: object };
        const proof = { kind: 'pin', staffNo: 'M01', pin: other.pinOf('M01') };
        const shown = { commandId: randomUUID(), act, subject, reason: '离职', proof };
        const { authorisationId } = (await manager.done('authorisations.give', shown)) as { authorisationId: string };
        await manager.done('setup.importSite', { json, despite, authorisationId });
      }
      const said = await screen.tryAct('visit.open', { roomNo: '201', guests: [{}], orders: [] });
      await other.close();
      return { said };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'session.locked-screen',
    tried: { 'zh-CN': '在锁住的屏幕上继续操作和查看', en: 'A locked screen acts and reads' },
    async attempt(ground) {
      const screen = await ground.at('M01');
      await screen.done('session.lock');
      return {
        acts: await screen.tryAct('room.putOutOfOrder', { roomNo: '201', reason: 'x' }),
        reads: await screen.try('pay.month', { month: null }, true),
      };
    },
    gets: ({ acts, reads }) => acts === 'ok' || reads === 'ok',
    success: { acts: 'ok', reads: 'ok' },
  }),
  attack({
    id: 'session.new-pin-at-an-open-screen',
    tried: {
      'zh-CN': '路过开着的屏幕，不知道旧密码就给那个人换新密码',
      en: 'Whoever passes an open screen sets that person a new PIN without the old one',
    },
    async attempt(ground) {
      const screen = await ground.at('R03');
      return {
        without: await screen.try('session.setPin', { staffNo: 'R03', pin: '7777' }),
        withWrong: await screen.try('session.setPin', { staffNo: 'R03', pin: '7777', ownPin: '1111' }),
        ofAnother: await screen.try('session.setPin', { staffNo: 'M02', pin: '7777', ownPin: ground.pinOf('R03') }),
      };
    },
    gets: (said) => Object.values(said).some((one) => one === 'ok'),
    success: { without: 'ok', withWrong: 'ok', ofAnother: 'ok' },
  }),
  attack({
    id: 'board.seen-by-nobody',
    tried: {
      'zh-CN': '没有登录就看总览：技师的业绩、预约客人的名字',
      en: 'The board is read without a session: what technicians earned, who is expected',
    },
    async attempt(ground) {
      const desk = await ground.at('R01');
      const guestName = '岳不群';
      await desk.act('reservation.book', {
        ...{ roomNo: null, startsAt: Date.now() + hourMs, guestCount: 1, guestName },
        items: [{ serviceCode: '41' }],
      });
      const nobody = await ground.screen();
      const board = (await nobody.done('board.snapshot', undefined, true)) as {
        technicians: { today: { turnoverMinor: number | null; commissionMinor: number | null } }[];
      };
      const money = board.technicians.filter(
        ({ today }) => today.turnoverMinor !== null || today.commissionMinor !== null,
      ).length;
      return { names: JSON.stringify(board).includes(guestName), money };
    },
    gets: ({ names, money }) => names || money > 0,
    success: { names: true, money: 46 },
  }),
];
