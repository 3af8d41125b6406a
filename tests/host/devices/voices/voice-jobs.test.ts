import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { event } from '../../../../core/model/events.ts';
import type { Job } from '../../../../db/operational/jobs.ts';
import { jobsIn } from '../../../../db/operational/jobs.ts';
import { StoreDatabase } from '../../../../db/store-database.ts';
import { realScheduler } from '../../../../hardware/scheduler.ts';
import type { Voice, VoicePreference } from '../../../../hardware/voice/voice.ts';
import { StoreVoice } from '../../../../host/devices/voices/voice.ts';
import { JobRunner } from '../../../../host/effects/job-runner.ts';
import { exampleSite, must, ShopDay } from '../../../db/shop-day.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-voice-'));
  folders.push(folder);
  return folder;
}

/** What was written into the folder, in the order it was said. */
function sentencesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
}

interface SpeakingStoreOptions {
  languages?: ('zh-CN' | 'en')[];
  repeat?: number;
  /** Default: one that is not there, so that only the words are written. */
  command?: string;
}

/** A store with a real voice in real time. */
class SpeakingStore {
  readonly day = new ShopDay(StoreDatabase.open(':memory:'));
  readonly voice: StoreVoice;
  readonly runner: JobRunner;
  #changed: (() => void)[] = [];

  constructor(
    setting: VoicePreference | Voice,
    { languages = ['zh-CN'], repeat = 1, command }: SpeakingStoreOptions = {},
  ) {
    const { day } = this;
    day.importSite({ ...exampleSite(), voice: { engine: 'auto', languages, repeat } });
    const { db } = day;
    const now = () => day.at;
    const onChange = () => {
      for (const tell of this.#changed.splice(0)) tell();
    };
    this.voice = new StoreVoice({
      site: () => db.state.site,
      db,
      setting,
      scheduler: realScheduler,
      now,
      onChange,
      machine: { commandFolders: [], espeak: { command: command ?? '/nowhere/espeak-ng' } },
    });
    this.runner = new JobRunner({
      db,
      now,
      scheduler: realScheduler,
      deviceFor: (device) => (device === 'voice' ? this.voice.device : { run: async () => undefined }),
      onChange,
      log: () => undefined,
    });
  }

  call(roomNo = '302', technicianNo = '88', serviceCode = '201'): string {
    return this.day.order(must(this.day.openRoom(roomNo, [null]).guestIds[0]), technicianNo, serviceCode);
  }

  jobs(): Job[] {
    return jobsIn(this.day.db.read, 'done', 'failed', 'expired', 'waiting', 'running').filter(
      (job) => job.device === 'voice',
    );
  }

  /** Runs until nothing waits or runs, and stops. */
  async speak(): Promise<void> {
    this.runner.start();
    while (this.jobs().some(({ state }) => state === 'waiting' || state === 'running')) {
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
    await this.runner.stop();
    await this.voice.close();
  }
}

describe('a call', () => {
  it('is written as it was said, with its sound beside it', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder }, { command: 'espeak-ng' });
    store.call();
    await store.speak();
    expect(sentencesIn(folder)).toEqual(['请 88 号技师到 302 房做中式推拿']);
    expect(readdirSync(folder).sort()).toEqual(['call-000001.txt', 'call-000001.wav']);
    expect(readFileSync(path.join(folder, 'call-000001.wav')).subarray(0, 4).toString()).toBe('RIFF');
    expect(store.jobs().map((job) => job.state)).toEqual(['done']);
    expect(store.voice.engine).toBe(`file:${folder}`);
  });

  it('is said as often and in as many languages as the site wants', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder }, { languages: ['zh-CN', 'en'], repeat: 2 });
    store.call();
    await store.speak();
    expect(sentencesIn(folder)).toEqual([
      '请 88 号技师到 302 房做中式推拿',
      '请 88 号技师到 302 房做中式推拿',
      'Technician 88, please go to room 302 for Chinese massage.',
      'Technician 88, please go to room 302 for Chinese massage.',
    ]);
  });

  it.each([
    ['started', (store: SpeakingStore, clockId: string) => store.day.start(clockId)],
    ['cancelled', (store: SpeakingStore, clockId: string) => store.day.cancel(clockId)],
    ['given to another', (store: SpeakingStore, clockId: string) => store.day.changeTechnician(clockId, '9')],
  ])('is not said once the clock was %s', async (_, happens) => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder });
    const clockId = store.call();
    happens(store, clockId);
    await store.speak();
    expect(sentencesIn(folder)).toEqual([]);
    expect(store.jobs().map(({ state, errorCode }) => [state, errorCode])).toEqual([['expired', 'JOB_OVERTAKEN']]);
    expect(store.runner.list()).toEqual([]);
  });

  it('falls silent when it is answered while it is being said', async () => {
    const said: string[] = [];
    const answering: Voice = {
      name: 'answering',
      async speak(text) {
        said.push(text);
        store.day.start(clockId);
      },
    };
    const store = new SpeakingStore(answering, { repeat: 3 });
    const clockId = store.call();
    await store.speak();
    expect(said).toEqual(['请 88 号技师到 302 房做中式推拿']);
    expect(store.jobs().map((job) => job.state)).toEqual(['done']);
    expect(store.voice.engine).toBe('answering');
  });

  it('goes to who takes over a running clock', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder });
    const clockId = store.call();
    store.day.wait(1);
    store.day.start(clockId);
    store.day.wait(1);
    store.day.changeTechnician(clockId, '9');
    await store.speak();
    expect(sentencesIn(folder)).toEqual(['请 9 号技师到 302 房做中式推拿']);
  });

  it('names the room the clock has gone to', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder });
    const clockId = store.call();
    store.day.moveGuest(must(store.day.db.state.clocks.byId(clockId)).guestId, '309');
    await store.speak();
    expect(sentencesIn(folder)).toEqual(['请 88 号技师到 309 房做中式推拿']);
  });

  it('passes what is less urgent', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder });
    store.day.act(event('service.called', { callId: store.day.id(), roomNo: '303', by: '1' }));
    store.call();
    await store.speak();
    expect(sentencesIn(folder)).toEqual(['请 88 号技师到 302 房做中式推拿', '303 房呼叫服务']);
  });
});

describe('a reminder', () => {
  function reminded(folder: string): { store: SpeakingStore; clockId: string } {
    const store = new SpeakingStore({ file: folder }, { repeat: 2 });
    const clockId = store.call();
    store.day.wait(1);
    store.day.start(clockId);
    store.day.wait(55);
    store.day.remind(clockId);
    return { store, clockId };
  }

  it('says once how long it still is', async () => {
    const folder = newFolder();
    const { store } = reminded(folder);
    store.day.wait(2);
    await store.speak();
    expect(sentencesIn(folder)).toEqual(['302 房 88 号技师，还有 3 分钟下钟']);
  });

  it.each([
    ['ended', (store: SpeakingStore, clockId: string) => store.day.end(clockId)],
    ['was prolonged', (store: SpeakingStore, clockId: string) => void store.day.extend(clockId)],
  ])('is not said once the clock %s', async (_, happens) => {
    const folder = newFolder();
    const { store, clockId } = reminded(folder);
    happens(store, clockId);
    await store.speak();
    expect(sentencesIn(folder)).toEqual([]);
  });
});

describe('a call for service', () => {
  it('is not said once it was answered', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder });
    const callId = store.day.id();
    store.day.act(event('service.called', { callId, roomNo: '303', by: '1' }));
    store.day.act(event('service.answered', { callId, roomNo: '303' }));
    await store.speak();
    expect(sentencesIn(folder)).toEqual([]);
  });
});

describe('a store without a voice', () => {
  it.each([
    ['none' as const, null],
    ['auto' as const, null],
    ['espeak-ng' as const, null],
  ])('(%s) lists what was not spoken, and does not try again', async (setting, engine) => {
    const store = new SpeakingStore(setting);
    store.call();
    await store.speak();
    expect(store.runner.list().map(({ state, errorCode, attempts }) => [state, errorCode, attempts])).toEqual([
      ['failed', 'VOICE_NO_ENGINE', 1],
    ]);
    expect(store.voice.engine).toBe(engine);
  });

  it('says so when it is tested', async () => {
    const store = new SpeakingStore('none');
    await expect(store.voice.test()).rejects.toMatchObject({ code: 'VOICE_NO_ENGINE' });
  });
});

describe('the test of a voice', () => {
  it('speaks each language once', async () => {
    const folder = newFolder();
    const store = new SpeakingStore({ file: folder }, { languages: ['zh-CN', 'en'], repeat: 3 });
    await store.voice.test();
    expect(sentencesIn(folder)).toEqual(['语音测试，一、二、三。', 'Voice test: one, two, three.']);
  });

  it('is refused when the voice was closed', async () => {
    const store = new SpeakingStore({ file: newFolder() });
    await store.voice.close();
    await expect(store.voice.test()).rejects.toMatchObject({ code: 'VOICE_FAILED' });
  });
});
