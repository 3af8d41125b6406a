import { existsSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StartError, startErrorText } from '../../../../host/contract/start-error.ts';
import { DataFolder } from '../../../../host/doors/boot/data-folder.ts';
import { House, type OpenStore } from '../../../../host/doors/boot/house.ts';
import { parseStartOptions } from '../../../../host/doors/boot/start-options.ts';
import { fakeStore } from '../stations/fake-store.ts';
import { builtScreens, testFolder } from '../stations/served.ts';

const parse = (...args: string[]) =>
  parseStartOptions(args, '/shop', {
    XDG_DATA_HOME: '/home/x/share',
    APPDATA: '/home/x/share',
    XDG_CONFIG_HOME: '/home/x/settings',
    LOCALAPPDATA: '/home/x/settings',
  });

describe('flags', () => {
  test('give the options, with paths from where the person stands', () => {
    expect(parse()).toMatchObject({
      demo: false,
      headless: false,
      lan: false,
      port: null,
      siteFile: null,
      language: null,
    });
    expect(
      parse(
        ...['--demo', '--site', 'a.json', '--data', '../d', '--headless', '--port', '0', '--lan', '--language', 'en'],
        ...['--second', '../usb', '--guests', '8080'],
      ),
    ).toEqual({
      beaconFolder: path.join('/home/x/settings', 'Clockroom', 'beacons'),
      secondPlace: path.resolve('/usb'),
      demo: true,
      siteFile: path.resolve('/shop/a.json'),
      dataDir: path.resolve('/d'),
      headless: true,
      port: 0,
      lan: true,
      guests: 8080,
      station: null,
      language: 'en',
    });
  });

  test('name a store on another machine as people write it', () => {
    const at = (address: string) => parse('--station', address).station;
    expect(at('192.168.1.4')).toEqual({ host: '192.168.1.4', port: 8730 });
    expect(at('https://192.168.1.4:8731/')).toEqual({ host: '192.168.1.4', port: 8731 });
    expect(at('Desk-PC.local:443')).toEqual({ host: 'desk-pc.local', port: 443 });
    expect(at('[fd00::4]:9000')).toEqual({ host: 'fd00::4', port: 9000 });
    expect(at('１９２.168.1.4：8730')).toEqual({ host: '192.168.1.4', port: 8730 });
    expect(parse('--station', 'desk-pc').dataDir).toBe(path.join(parse().dataDir, 'station'));
  });

  test('the demo store never lives in the folder of the real one', () => {
    expect(parse('--demo').dataDir).toBe(path.join(parse().dataDir, 'demo'));
    expect(parse().dataDir).toMatch(/Clockroom$/);
  });

  test.each([
    [['--prot', '1'], 'FLAG_UNKNOWN', '--prot'],
    [['-x'], 'FLAG_UNKNOWN', '-x'],
    [['start'], 'FLAG_UNKNOWN', 'start'],
    [['--port'], 'FLAG_VALUE', '--port'],
    [['--port', '65536'], 'FLAG_VALUE', '--port'],
    [['--port', '-1'], 'FLAG_VALUE', '--port'],
    [['--port', '1e3'], 'FLAG_VALUE', '--port'],
    [['--data', ''], 'FLAG_VALUE', '--data'],
    [['--guests', 'x'], 'FLAG_VALUE', '--guests'],
    [['--station', 'http://192.168.1.4:8730'], 'FLAG_VALUE', '--station'],
    [['--station', 'a b'], 'FLAG_VALUE', '--station'],
    [['--station', '192.168.1.4:8730/x'], 'FLAG_VALUE', '--station'],
    [['--demo=yes'], 'FLAG_VALUE', '--demo'],
    [['--language', 'fr'], 'FLAG_VALUE', '--language'],
  ])('%j is refused and named', (args, code, flag) => {
    expect(() => parse(...args)).toThrow(expect.objectContaining({ code, context: expect.objectContaining({ flag }) }));
  });

  test('anything else typed gives a StartError with one line in both languages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('--site', '--data', '--port', '--demo', '--')), {
          maxLength: 5,
        }),
        (args) => {
          try {
            parse(...args);
          } catch (error) {
            expect(error).toBeInstanceOf(StartError);
            if (error instanceof StartError) expect(startErrorText(error)).toMatch(/^[^\n]*[一-鿿][^\n]* · [^\n]+$/);
          }
        },
      ),
    );
  });
});

describe('the data folder', () => {
  test('is held by one, under whatever name it is reached, and let go', async () => {
    const parent = testFolder();
    const folder = path.join(parent, 'a', 'store');
    const held = await DataFolder.take(folder);
    await expect(DataFolder.take(folder)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    symlinkSync(folder, path.join(parent, 'link'));
    await expect(DataFolder.take(path.join(parent, 'link'))).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    await held.release();
    await (await DataFolder.take(folder)).release();
  });

  test.runIf(process.platform === 'linux')(
    'that nothing can be made in is refused, and does not wait for ever',
    async () => {
      await expect(DataFolder.take('/proc/clockroom/store')).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
    },
  );

  test('that is a file cannot be used', async () => {
    const file = path.join(testFolder(), 'x');
    writeFileSync(file, '');
    await expect(DataFolder.take(file)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });
});

describe('a house', () => {
  const options = (dataDir: string, siteFile: string | null = null) => ({
    demo: true,
    siteFile,
    dataDir,
    headless: true,
    port: 0,
    lan: false,
    guests: null,
    station: null,
    beaconFolder: null,
    secondPlace: null,
    language: null,
  });
  const screens = () => builtScreens(testFolder());

  test('opens, serves its screens, and closes everything once', async () => {
    const store = fakeStore();
    const dataDir = path.join(testFolder(), 'data');
    const house = await House.open(options(dataDir), screens(), async () => store.service);
    expect(await (await fetch(house.server.url)).text()).toContain('Clockroom');
    expect(house.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    await Promise.all([house.close(), house.close()]);
    expect(store.timesClosed()).toBe(1);
    await expect(fetch(house.server.url)).rejects.toThrow();
    await (await DataFolder.take(dataDir)).release();
  });

  test('gives its own screens away to its own user alone: a page in the folder, new at each start', async () => {
    const dataDir = path.join(testFolder(), 'data');
    const open = () => House.open(options(dataDir), screens(), async () => fakeStore().service);
    const house = await open();
    const file = path.join(dataDir, 'open-store.html');
    expect(house.ownScreenFile).toBe(realpathSync(file));
    if (process.platform !== 'win32') {
      expect([statSync(file).mode & 0o777, statSync(dataDir).mode & 0o777]).toEqual([0o600, 0o700]);
    }
    const { ownUrl } = house.server;
    expect(ownUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#own=[\w-]{43}$/);
    expect(readFileSync(file, 'utf8')).toContain(`content="0;url=${ownUrl}"`);
    // Nobody is told over the network, nor in the log.
    const served = await (await fetch(house.server.url)).text();
    const token = ownUrl.split('=')[1] ?? '';
    const logs = readdirSync(path.join(dataDir, 'logs')).map((name) =>
      readFileSync(path.join(dataDir, 'logs', name), 'utf8'),
    );
    expect([served, ...logs].join('')).not.toContain(token);
    await house.close();
    expect(existsSync(file)).toBe(false);
    const again = await open();
    expect(again.server.ownUrl).not.toContain(token);
    await again.close();

    // Cut off, it goes on with the windows that were open then.
    writeFileSync(file, `<a href="http://127.0.0.1:1/?language=en#own=${token}">`);
    const afterwards = await open();
    expect(afterwards.server.ownUrl).toContain(token);
    await afterwards.close();
    writeFileSync(file, 'x');
    const anew = await open();
    expect(anew.server.ownUrl).not.toContain(token);
    await anew.close();
  });

  test('for its network has an authority in the folder, and a port for guests apart', async () => {
    const dataDir = path.join(testFolder(), 'data');
    const open = (lan: boolean, guests: number | null) =>
      House.open({ ...options(dataDir), lan, guests }, screens(), async ({ network }) => {
        told = network;
        return fakeStore().service;
      });
    let told: Parameters<OpenStore>[0]['network'] = () => null;
    const own = await open(false, null);
    expect(told()).toEqual({ addresses: [], fingerprint: null, mark: null, guestPort: null, lines: [] });
    expect(existsSync(path.join(dataDir, 'authority.pem'))).toBe(false);
    await own.close();

    const house = await open(true, 0);
    const { fingerprint, mark, guestPort } = house.network();
    expect(told()).toMatchObject({ fingerprint, mark, guestPort });
    expect(guestPort).not.toBe(house.server.port);
    expect(await (await fetch(`http://127.0.0.1:${guestPort}/`)).text()).toContain('欢迎光临');
    if (process.platform !== 'win32') expect(statSync(path.join(dataDir, 'authority.pem')).mode & 0o777).toBe(0o600);
    await house.close();
    await expect(fetch(`http://127.0.0.1:${guestPort}/`)).rejects.toThrow();

    const again = await open(true, null);
    expect(again.network()).toMatchObject({ fingerprint, mark, guestPort: null });
    const taken = { ...options(testFolder()), guests: again.server.port };
    const other = fakeStore();
    await expect(House.open(taken, screens(), async () => other.service)).rejects.toMatchObject({
      code: 'PORT_IN_USE',
    });
    expect(other.timesClosed()).toBe(1);
    await again.close();
  });

  test('that cannot open leaves nothing behind that is open', async () => {
    const dataDir = testFolder();
    const failing: OpenStore = async () => {
      throw new Error('disk I/O error');
    };
    await expect(House.open(options(dataDir), screens(), failing)).rejects.toMatchObject({ code: 'STORE_NOT_OPENED' });
    const store = fakeStore();
    const first = await House.open(options(dataDir), screens(), async () => store.service);
    const other = fakeStore();
    const samePort = { ...options(testFolder()), port: first.server.port };
    await expect(House.open(samePort, screens(), async () => other.service)).rejects.toMatchObject({
      code: 'PORT_IN_USE',
    });
    expect(other.timesClosed()).toBe(1);
    await first.close();
  });

  test('a bad site file or missing screens stop it before anything is written', async () => {
    const folder = testFolder();
    const dataDir = path.join(folder, 'data');
    const opened: OpenStore = async () => fakeStore().service;
    const site = path.join(folder, 'site.json');
    await expect(House.open(options(dataDir, site), screens(), opened)).rejects.toMatchObject({
      code: 'SITE_FILE_MISSING',
    });
    writeFileSync(site, '{"format":"clockroom-site/1"}');
    await expect(House.open(options(dataDir, site), screens(), opened)).rejects.toMatchObject({ code: 'SITE_INVALID' });
    await expect(House.open(options(dataDir), folder, opened)).rejects.toMatchObject({ code: 'SCREENS_MISSING' });
    expect(existsSync(dataDir)).toBe(false);
  });
});
