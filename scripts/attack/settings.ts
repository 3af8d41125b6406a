import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { siteSchema } from '../../core/model/site/schema.ts';
import { attack } from './attack.ts';
import type { Ground, Screen } from './ground.ts';

/** Exports the site as whoever looks after devices, changes it, and imports it again, reading nothing of what is told. */
async function imported(screen: Screen, change: (site: ReturnType<typeof siteSchema.parse>) => void): Promise<string> {
  const text = String(await screen.done('setup.exportSite', { withKeys: false, withCards: false }));
  const site = JSON.parse(text) as ReturnType<typeof siteSchema.parse>;
  change(site);
  return screen.try('setup.importSite', { json: JSON.stringify(site) });
}

async function nowOf(ground: Ground) {
  const manager = await ground.at('M01');
  const text = String(await manager.done('setup.exportSite', { withKeys: false, withCards: false }));
  return JSON.parse(text) as ReturnType<typeof siteSchema.parse>;
}

/** What whoever looks after devices may do with a site file. */
export const settingAttacks = [
  attack({
    id: 'import.changes-a-pin',
    tried: {
      'zh-CN': '管设备的人导入一个给经理设了密码的门店文件',
      en: 'Whoever looks after devices imports a site in which a manager has a PIN of his choice',
    },
    async attempt(ground) {
      const screen = await ground.at('T01');
      const said = await imported(screen, (site) => {
        for (const person of site.staff) if (person.no === 'M02') person.pin = '77771';
      });
      const attacker = await ground.screen();
      return { said, signsIn: await attacker.try('session.signIn', { staffNo: 'M02', pin: '77771' }) };
    },
    gets: ({ signsIn }) => signsIn === 'ok',
    success: { said: 'ok', signsIn: 'ok' },
  }),
  attack({
    id: 'import.changes-the-own-role',
    tried: {
      'zh-CN': '管设备的人导入一个自己是经理的门店文件',
      en: 'Whoever looks after devices imports a site in which he is a manager',
    },
    async attempt(ground) {
      const screen = await ground.at('T01');
      const said = await imported(screen, (site) => {
        for (const person of site.staff) if (person.no === 'T01') person.role = 'manager';
      });
      const role = (await nowOf(ground)).staff.find(({ no }) => no === 'T01')?.role ?? '';
      return { said, role };
    },
    gets: ({ role }) => role === 'manager',
    success: { said: 'ok', role: 'manager' },
  }),
  attack({
    id: 'import.changes-prices-and-pay',
    tried: {
      'zh-CN': '管设备的人导入一个改了价格和提成的门店文件',
      en: 'Whoever looks after devices imports a site with other prices and other pay',
    },
    async attempt(ground) {
      const screen = await ground.at('T01');
      const said = await imported(screen, (site) => {
        for (const service of site.services) service.price = 1;
        for (const article of site.goods) article.price = 1;
      });
      const cheap = (await nowOf(ground)).services.filter(({ price }) => price === 1).length;
      return { said, cheap };
    },
    gets: ({ cheap }) => cheap > 0,
    success: { said: 'ok', cheap: 26 },
  }),
  attack({
    id: 'import.by-an-open-session',
    tried: {
      'zh-CN': '在经理没锁的屏幕上导入一个改了价格的门店文件',
      en: 'At a screen that a manager left open, a site with other prices is imported, and no PIN is typed',
    },
    async attempt(ground) {
      const screen = await ground.at('M01');
      const text = String(await screen.done('setup.exportSite', { withKeys: false, withCards: false }));
      const site = JSON.parse(text) as ReturnType<typeof siteSchema.parse>;
      for (const service of site.services) service.price = 2;
      const json = JSON.stringify(site);
      const told = await screen.outcome('setup.importSite', { json });
      const { difference } = (told.kind === 'refused' ? told.context : {}) as { difference?: { key: string } };
      const said = await screen.try('setup.importSite', { json, despite: difference ? [difference.key] : [] });
      const cheap = (await nowOf(ground)).services.filter(({ price }) => price === 2).length;
      return { said, cheap };
    },
    gets: ({ cheap }) => cheap > 0,
    success: { said: 'ok', cheap: 26 },
  }),
  attack({
    id: 'import.printer-is-any-file',
    tried: {
      'zh-CN': '管设备的人把打印机设成这台电脑上的任意文件，然后打印',
      en: 'Whoever looks after devices names any file of the machine as a printer, and prints',
    },
    async attempt(ground) {
      const other = await ground.another('printers');
      const victim = path.join(other.dataDir, '..', 'victim.txt');
      const screen = await other.at('T01');
      const said = await imported(screen, (site) => {
        for (const printer of site.printers) printer.transport = { type: 'file', path: victim };
      });
      const tested = await screen.try('devices.test', { device: 'printer/front' });
      const taken = (await nowOf(other)).printers.filter(
        ({ transport }) => 'path' in transport && transport.path === victim,
      ).length;
      const written = existsSync(victim) && readFileSync(victim).length > 0;
      await other.close();
      return { said, taken, tested, written };
    },
    gets: ({ taken, written }) => taken > 0 || written,
    success: { said: 'ok', taken: 4, tested: 'ok', written: true },
  }),
];
