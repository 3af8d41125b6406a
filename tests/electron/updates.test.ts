import { describe, expect, test } from 'vitest';
import type { QuestionOptions } from '../../electron/electron-api.ts';
import { shellFor } from '../../electron/shell.ts';
import { type Updater, watchForUpdates } from '../../electron/updates.ts';
import { parseStartOptions } from '../../host/doors/boot/start-options.ts';
import { testFolder } from '../host/doors/stations/served.ts';
import { unpacked } from './stand-in/electron.ts';

/** Updates of the installed program, on a stand-in for electron-updater. */
class UpdaterStandIn implements Updater {
  autoDownload = false;
  autoInstallOnAppQuit = true;
  allowDowngrade = true;
  logger: unknown = console;
  readonly told: unknown[] = [];
  readonly #listeners = new Map<string, (value: never) => void>();

  setFeedURL(feed: object): void {
    this.told.push(feed);
  }
  async checkForUpdates(): Promise<never> {
    this.told.push('check');
    throw new Error('nobody answers');
  }
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void {
    this.told.push({ isSilent, isForceRunAfter });
  }
  on(event: string, listener: (value: never) => void): void {
    this.#listeners.set(event, listener);
  }
  async tell(event: string, value: unknown): Promise<void> {
    this.#listeners.get(event)?.(value as never);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function watch(answers: number[], close?: () => Promise<void>) {
  const updater = new UpdaterStandIn();
  const questions: QuestionOptions[] = [];
  const warnings: object[] = [];
  const repeated: (() => void)[] = [];
  const store = { isQuiet: true };
  const ask = async (options: QuestionOptions) => {
    questions.push(options);
    return { response: answers.shift() ?? 1 };
  };
  watchForUpdates(
    { dialog: { showErrorBox: () => {}, showMessageBox: ask } },
    {
      ...{ updater, address: 'https://updates.example/clockroom/', target: 'nsis-x64' },
      isQuiet: () => store.isQuiet,
      close: close ?? (async () => void updater.told.push('closed')),
      log: { info: () => {}, warn: (facts) => warnings.push(facts) },
      every: (_ms, work) => repeated.push(work),
    },
  );
  const later = async () => {
    for (const work of repeated) work();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { updater, questions, warnings, store, later };
}

describe('updates', () => {
  test('are looked for under the name of the target, never older ones, and never put in place unasked', async () => {
    const { updater, questions, later } = watch([]);
    expect(updater).toMatchObject({
      autoDownload: true,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
      logger: null,
    });
    expect(updater.told).toEqual([{ provider: 'generic', url: 'https://updates.example/clockroom/nsis-x64' }, 'check']);
    await later();
    expect(updater.told.filter((one) => one === 'check')).toHaveLength(2);
    expect(questions).toEqual([]);
  });

  test('are put in place when somebody agrees: the store is closed first', async () => {
    const { updater, questions } = watch([0]);
    await updater.tell('update-downloaded', { version: '2.0.0' });
    expect(questions).toMatchObject([
      { message: expect.stringMatching(/2\.0\.0.*\n.*2\.0\.0/), defaultId: 1, cancelId: 1 },
    ]);
    expect(updater.told.slice(-2)).toEqual(['closed', { isSilent: false, isForceRunAfter: true }]);
  });

  test('are not even asked about while somebody is served', async () => {
    const { updater, questions, store, later } = watch([0]);
    store.isQuiet = false;
    await updater.tell('update-downloaded', { version: '2.0.0' });
    await later();
    expect(questions).toEqual([]);
    store.isQuiet = true;
    await later();
    expect(questions).toHaveLength(1);
    expect(updater.told).toContain('closed');
  });

  test('put off are not asked about again, the next version is', async () => {
    const { updater, questions, later } = watch([1, 1]);
    await updater.tell('update-downloaded', { version: '2.0.0' });
    await later();
    expect(questions).toHaveLength(1);
    await updater.tell('update-downloaded', { version: '2.0.1' });
    expect(questions).toHaveLength(2);
    expect(updater.told).not.toContain('closed');
  });

  test('agreed to after somebody came in wait until nobody is served', async () => {
    const { updater, questions, store, later } = watch([0, 0]);
    const answered = updater.tell('update-downloaded', { version: '2.0.0' });
    store.isQuiet = false;
    await answered;
    expect([questions.length, updater.told.includes('closed')]).toEqual([1, false]);
    store.isQuiet = true;
    await later();
    expect([questions.length, updater.told.includes('closed')]).toEqual([2, true]);
  });

  test('are not put in place over a store that does not close', async () => {
    const err = new Error('the disk is full');
    const { updater, warnings } = watch([0], async () => {
      throw err;
    });
    const before = updater.told.length;
    await updater.tell('update-downloaded', { version: '2.0.0' });
    expect(warnings).toEqual([{ err }]);
    expect(updater.told).toHaveLength(before);
  });

  test('that come to nothing are in the log alone', async () => {
    const { updater, warnings } = watch([]);
    const err = new Error('sha512 checksum mismatch');
    await updater.tell('error', err);
    expect(warnings).toEqual([{ err }]);
  });
});

describe('where updates come from', () => {
  /** Starts a shell; says which addresses were asked. */
  async function asked(dataDir: string, ...flags: string[]): Promise<unknown[]> {
    const updater = new UpdaterStandIn();
    let loads = 0;
    const packed = {
      target: 'deb-x64',
      loadUpdater: async () => {
        loads += 1;
        return updater;
      },
    };
    const options = parseStartOptions(['--data', dataDir, ...flags], '/', {});
    const log = { info: () => {}, warn: () => {} };
    const electron = { dialog: { showErrorBox: () => {}, showMessageBox: async () => ({ response: 1 }) } };
    const shell = shellFor({ ...unpacked, packed, electron: electron as never }, options);
    await shell.watchUpdates({ isQuiet: () => true, close: async () => {}, log });
    const urls = updater.told.flatMap((one) => (typeof one === 'object' && one && 'url' in one ? [one.url] : []));
    expect(loads).toBe(urls.length);
    return urls;
  }

  test('is said once and kept, until it is switched off; nobody is asked before', async () => {
    const folder = testFolder();
    expect(await asked(folder)).toEqual([]);
    const url = 'https://updates.example/deb-x64';
    expect(await asked(folder, '--updates', 'https://updates.example')).toEqual([url]);
    expect(await asked(folder)).toEqual([url]);
    expect(await asked(folder, '--demo')).toEqual([]);
    expect(await asked(folder, '--updates', 'off')).toEqual([]);
    expect(await asked(folder)).toEqual([]);
  });

  test.each(['http://updates.example', 'ftp://x', 'updates.example', ''])('cannot be %j', (address) => {
    expect(() => parseStartOptions(['--updates', address], '/', {})).toThrow(/FLAG_VALUE/);
  });

  test('may be this machine without encryption', () => {
    expect(parseStartOptions(['--updates', 'http://127.0.0.1:9000/a'], '/', {}).updates).toBe(
      'http://127.0.0.1:9000/a',
    );
  });
});
