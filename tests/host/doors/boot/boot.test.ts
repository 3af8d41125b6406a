import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
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
        ...['--second', '../usb'],
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
      language: 'en',
    });
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
