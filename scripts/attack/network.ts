import { readdirSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageProblems } from '../packages/problems.ts';
import { projectFacts } from '../packages/project-facts.ts';
import { attack } from './attack.ts';
import type { Ground, Screen } from './ground.ts';

const knocks = 300;
/** A log may grow by so much meanwhile. */
const smallLogBytes = 64 * 1024;
const halfSaid = 20;
/** What was refused is gone by then. */
const goneMs = 3_000;
const socketsOfOne = 300;

/** Web pages, strangers, and floods. */
export const networkAttacks = [
  attack({
    id: 'web.page-of-another-origin',
    tried: {
      'zh-CN': '门店浏览器里的外来网页连接本机的门店程序',
      en: 'A foreign page in a browser of the store connects to the program',
    },
    async attempt(ground) {
      return {
        origin: await letIn(ground, { origin: 'http://evil.example' }),
        nullOrigin: await letIn(ground, { origin: 'null' }),
        host: await letIn(ground, { host: 'evil.example' }),
      };
    },
    gets: (said) => Object.values(said).some((one) => one),
    success: { origin: true, nullOrigin: true, host: true },
  }),
  attack({
    id: 'web.forwarded-as-this-machine',
    tried: {
      'zh-CN': '经过转发程序进来的外人冒充本机',
      en: 'A stranger who comes through a forwarder of this machine counts as this machine',
    },
    async attempt(ground) {
      const trusted: string[] = [];
      for (const header of [
        'forwarded',
        'x-forwarded-for',
        'x-forwarded-host',
        'x-forwarded-proto',
        'x-real-ip',
        'via',
      ]) {
        const screen = await ground.screen({ headers: { [header]: '192.0.2.7' } });
        const { needsPairing } = (await screen.done('session.welcome', undefined, true)) as { needsPairing: boolean };
        if (!needsPairing) trusted.push(header);
      }
      return { trusted };
    },
    gets: ({ trusted }) => trusted.length > 0,
    success: { trusted: ['via', 'x-real-ip'] },
  }),
  attack({
    id: 'web.program-of-this-machine',
    tried: {
      'zh-CN': '本机的别的程序（或不留痕迹的隧道）不用配对就当作门店的屏幕',
      en: 'Any program of this machine, or a tunnel that hides itself, counts as a screen without pairing',
    },
    async attempt(ground) {
      const screen = await ground.screen({ isOwn: false });
      return { seesBoard: await screen.try('board.snapshot', undefined, true) };
    },
    gets: ({ seesBoard }) => seesBoard === 'ok',
    success: { seesBoard: 'ok' },
  }),
  attack({
    id: 'web.big-message',
    tried: {
      'zh-CN': '没有登录的屏幕发来几兆字节的括号，想让程序忙死',
      en: 'A screen without a session sends megabytes of brackets, to keep the program busy',
    },
    async attempt(ground) {
      const screen = await ground.screen();
      const closed = screen.line.closed();
      screen.line.sendRaw('['.repeat(4 * 1024 * 1024));
      return { closedWith: await Promise.race([closed, wait(goneMs).then(() => 0)]) };
    },
    gets: ({ closedWith }) => closedWith !== 1_009,
    success: { closedWith: 0 },
  }),
  attack({
    id: 'web.log-is-filled',
    tried: {
      'zh-CN': '陌生人反复敲门，用日志写满硬盘',
      en: 'A stranger knocks again and again, and fills the disk by the log',
    },
    async attempt(ground) {
      const before = logBytes(ground);
      for (let knock = 0; knock < knocks; knock += 1) await letIn(ground, { origin: 'http://evil.example' });
      return { knocks, bytes: logBytes(ground) - before };
    },
    gets: ({ bytes }) => bytes > smallLogBytes,
    success: { knocks, bytes: 103_500 },
  }),
  attack({
    id: 'web.half-said-requests',
    tried: {
      'zh-CN': '发半个请求又不读答复，占住连接',
      en: 'Requests that make no sense are sent and their answers never read, to hold connections',
    },
    async attempt(ground) {
      const { port } = new URL(ground.url);
      const sockets = Array.from({ length: halfSaid }, () =>
        connect({ port: Number(port), host: '127.0.0.1', localAddress: '127.0.0.7', allowHalfOpen: true }),
      );
      let closed = 0;
      for (const socket of sockets) {
        socket.on('error', () => {}).pause();
        socket.write('NONSENSE\r\n\r\n');
      }
      await wait(goneMs);
      for (const socket of sockets) closed += (await isClosedByOther(socket)) ? 1 : 0;
      for (const socket of sockets) socket.destroy();
      return { sockets: halfSaid, closed };
    },
    gets: ({ sockets, closed }) => closed < sockets,
    success: { sockets: halfSaid, closed: 0 },
  }),
  attack({
    id: 'web.all-sockets-of-this-machine',
    tried: {
      'zh-CN': '本机的一个程序占满连接，让前台窗口打不开',
      en: 'A program of this machine takes all connections, so that the desk’s own window gets none',
    },
    async attempt(ground) {
      const other = await ground.another('sockets');
      const taken: Screen[] = [];
      for (let at = 0; at < socketsOfOne; at += 1) {
        try {
          taken.push(await other.screen({ isOwn: false }));
        } catch {
          break;
        }
      }
      const deskComesIn = await letIn(other, {});
      await other.close();
      return { taken: taken.length, deskComesIn };
    },
    gets: ({ deskComesIn }) => !deskComesIn,
    success: { taken: 64, deskComesIn: false },
  }),
  attack({
    id: 'text.reads-backwards',
    tried: {
      'zh-CN': '在备注里放控制字符和反向字符，让屏幕和小票读反',
      en: 'Control and right-to-left characters are put into a text, so that screens and slips read backwards',
    },
    async attempt(ground) {
      const desk = await ground.at('R03');
      const said = await desk.outcome('act', {
        commandId: '0193a000-0000-7000-8000-00000000abcd',
        name: 'room.putOutOfOrder',
        data: { roomNo: '303', reason: '\u202e漏\u0007水\u0000' },
      });
      const text = said.kind === 'answer' ? JSON.stringify(said.data) : '';
      return { said: said.kind, kept: /\u202e|\\u0007|\\u0000|\\u202e/.test(text) };
    },
    gets: ({ kept }) => kept,
    success: { said: 'answer', kept: true },
  }),
  attack({
    id: 'package.tampered-or-faulty',
    tried: {
      'zh-CN': '混入没有校验值、带安装脚本或有已知漏洞的软件包',
      en: 'A package without a hash, with an install script or with a known fault is among those of others',
    },
    async attempt() {
      return { problems: packageProblems(projectFacts()).map(({ code }) => code) };
    },
    gets: ({ problems }) => problems.length > 0,
    success: { problems: ['PACKAGE_WITHOUT_HASH'] },
  }),
];

/** Whether a connection with such headers is let in. */
async function letIn(ground: Ground, headers: Record<string, string>): Promise<boolean> {
  try {
    const screen = await ground.screen({ headers });
    screen.line.close();
    return true;
  } catch {
    return false;
  }
}

function logBytes(ground: Ground): number {
  const folder = path.join(ground.dataDir, 'logs');
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** The other side is gone where a byte comes back as a reset. */
function isClosedByOther(socket: Socket): Promise<boolean> {
  if (socket.destroyed || socket.readableEnded) return Promise.resolve(true);
  return new Promise((resolve) => {
    socket.once('close', () => resolve(true));
    socket.once('end', () => resolve(true));
    socket.write('x');
    socket.resume();
    setTimeout(() => resolve(false), 500).unref();
  });
}
