import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../../core/model/events.ts';
import { event } from '../../../../core/model/events.ts';
import type { Site } from '../../../../core/model/site/schema.ts';
import { indexSite } from '../../../../core/model/site/site-index.ts';
import { jobsFor } from '../../../../core/parts.ts';
import type { Job } from '../../../../db/operational/jobs.ts';
import { jobsIn } from '../../../../db/operational/jobs.ts';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import type { SpeakOptions, Voice } from '../../../../hardware/voice/voice.ts';
import { StoreVoices } from '../../../../host/devices/voices/voices.ts';
import { JobRunner } from '../../../../host/effects/job-runner.ts';
import type { SpokenSentence } from '../../../../host/parts/outputs/views.ts';
import { exampleSite, must, ShopDay } from '../../../db/shop-day.ts';

/** Noon in the store. */
const startsAt = Date.UTC(2026, 10, 21, 4, 0, 0);

/** Takes three seconds a sentence, its first sound after 200 ms. */
class SlowVoice implements Voice {
  readonly name = 'slow';
  readonly said: string[] = [];
  readonly #scheduler: SimulatedScheduler;
  constructor(scheduler: SimulatedScheduler) {
    this.#scheduler = scheduler;
  }
  async speak(text: string, { onSound }: SpeakOptions): Promise<void> {
    const wait = (ms: number) => new Promise<void>((resolve) => void this.#scheduler.setTimeout(resolve, ms));
    await wait(200);
    onSound?.();
    await wait(2_800);
    this.said.push(text);
  }
}

class VoiceStore {
  readonly scheduler = new SimulatedScheduler({ epochMs: startsAt });
  readonly day = new ShopDay();
  readonly voices: StoreVoices;
  readonly runner: JobRunner;
  readonly engine = new SlowVoice(this.scheduler);

  constructor(voice: Partial<Site['voice']> = {}, own: 'engine' | 'site' = 'engine') {
    const site = exampleSite();
    this.day.importSite({ ...site, voice: { ...site.voice, languages: ['zh-CN'], repeat: 1, ...voice } });
    const { db } = this.day;
    const now = () => this.scheduler.wallNow();
    let ids = 0;
    this.voices = new StoreVoices({
      site: () => db.state.site,
      db,
      dataDir: '/nowhere',
      ...(own === 'engine' ? { setting: this.engine } : {}),
      scheduler: this.scheduler,
      now,
      newId: () => `sentence-${++ids}`,
      onChange: () => {},
    });
    this.runner = new JobRunner({
      db,
      now,
      scheduler: this.scheduler,
      deviceFor: (device) => this.voices.device(device) ?? { run: async () => {} },
      skip: (job) => this.voices.skip(job),
      onChange: () => {},
      log: () => {},
    });
    this.runner.start();
  }

  act<T>(work: (day: ShopDay) => T): T {
    this.day.at = this.scheduler.wallNow();
    const result = work(this.day);
    this.runner.wake();
    return result;
  }

  call(roomNo: string, technicianNo: string): string {
    return this.act((day) => day.order(must(day.openRoom(roomNo, [null]).guestIds[0]), technicianNo, '201'));
  }

  async wait(seconds: number): Promise<void> {
    await this.scheduler.advance(seconds * 1_000);
  }

  jobs(device = 'voice'): Job[] {
    return jobsIn(this.day.db.read, 'waiting', 'running', 'done', 'failed', 'expired', 'dismissed').filter(
      (job) => job.device === device,
    );
  }

  /** A screen of a place that says what it is told, or does as it is told otherwise. */
  screen(device: string, answer: (sentence: SpokenSentence) => void = () => {}) {
    const heard: SpokenSentence[] = [];
    const off = this.voices.output(device)((sentence) => {
      heard.push(sentence);
      answer(sentence);
    });
    return { heard, off };
  }

  speaking(device: string) {
    return this.screen(device, ({ id }) => {
      this.voices.report(id, 'began');
      this.scheduler.setTimeout(() => this.voices.report(id, 'ended'), 2_000);
    });
  }
}

describe('equal calls that wait', () => {
  it('are said once', async () => {
    const store = new VoiceStore();
    store.call('301', '1');
    const clockId = store.call('302', '2');
    await store.wait(1);
    // The desk presses three times while the first call is still being said.
    const again = {
      clockId,
      roomNo: '302',
      serviceCode: '201',
      type: 'requested',
      technicianNo: '2',
      callCount: 2,
    } as const;
    for (let times = 0; times < 3; times++) store.act((day) => day.act(event('clock.calledAgain', again)));
    await store.wait(60);
    expect(store.engine.said.filter((text) => text.includes(' 302 '))).toHaveLength(1);
    expect(store.jobs().map(({ state }) => state)).toEqual(Array(5).fill('done'));
    expect(store.jobs().filter(({ errorCode }) => errorCode === 'JOB_MERGED')).toHaveLength(3);
    expect(store.runner.list()).toEqual([]);
  });

  it('stay apart where they say something else', async () => {
    const store = new VoiceStore();
    for (const [roomNo, technicianNo] of [
      ['301', '1'],
      ['302', '2'],
      ['303', '3'],
    ] as const)
      store.call(roomNo, technicianNo);
    await store.wait(60);
    expect(store.engine.said).toHaveLength(3);
  });
});

describe('quiet hours', () => {
  const at = (from: string, to: string) => new VoiceStore({ quietHours: [{ from, to }] });

  it('let nothing be heard, and bother nobody with it', async () => {
    const store = at('11:30', '12:30');
    store.call('301', '1');
    await store.wait(60);
    expect(store.engine.said).toEqual([]);
    expect(store.jobs()).toMatchObject([{ state: 'expired', errorCode: 'JOB_QUIET_HOURS' }]);
    expect(store.runner.list()).toEqual([]);
  });

  it('may pass midnight, and end on the minute', async () => {
    const store = at('23:00', '12:00');
    store.call('301', '1');
    await store.wait(10);
    expect(store.engine.said).toHaveLength(1);
    const early = at('23:00', '12:01');
    early.call('301', '1');
    await early.wait(10);
    expect(early.engine.said).toEqual([]);
  });
});

describe('the time from a call to its first sound', () => {
  it('is kept with the call, the wait behind another one included', async () => {
    const store = new VoiceStore();
    store.call('301', '1');
    store.call('302', '2');
    await store.wait(30);
    expect(store.jobs().map(({ soundAfterMs }) => soundAfterMs)).toEqual([200, 3_200]);
    expect(store.voices.places()).toMatchObject([{ device: 'voice', lastSoundMs: 3_200, medianSoundMs: 3_200 }]);
  });
});

describe('places', () => {
  const site = exampleSite();
  const floorOf = (roomNo: string) => must(site.rooms.find(({ no }) => no === roomNo)).floor;
  const places: NonNullable<Site['voice']['places']> = [
    { id: 'hall', engine: 'espeak-ng', device: 'plughw:1,0', says: ['call', 'service'] },
    { id: 'upstairs', engine: 'station', floors: [floorOf('301')] },
  ];

  it('are each told what is theirs to say', () => {
    const index = indexSite({ ...site, voice: { ...site.voice, places } }, false);
    const base = {
      seq: 1,
      id: 'e',
      at: startsAt,
      businessDate: '2026-11-21',
      actor: 'R01',
      station: 'desk',
      version: 1,
    };
    const devicesOf = (type: string, payload: object) =>
      jobsFor({ ...base, type, payload } as JournalEvent, index)
        .map(({ device }) => device)
        .filter((device) => device.startsWith('voice'));
    const other = must(site.rooms.find(({ floor }) => floor !== floorOf('301'))).no;
    const clock = { clockId: 'c', technicianNo: '1', dueAt: startsAt };
    expect(devicesOf('service.called', { callId: 's', roomNo: '301' })).toEqual(['voice/hall', 'voice/upstairs']);
    expect(devicesOf('service.called', { callId: 's', roomNo: other })).toEqual(['voice/hall']);
    expect(devicesOf('clock.reminded', { ...clock, roomNo: '301' })).toEqual(['voice/upstairs']);
    expect(devicesOf('clock.reminded', { ...clock, roomNo: other })).toEqual([]);
  });

  it('that only screens speak for wait for one, and then speak', async () => {
    const store = new VoiceStore({ places: [{ id: 'upstairs', engine: 'station' }] }, 'site');
    store.call('301', '1');
    await store.wait(10);
    expect(store.runner.list()).toMatchObject([
      { device: 'voice/upstairs', state: 'waiting', errorCode: 'VOICE_FAILED' },
    ]);
    const { heard } = store.speaking('voice/upstairs');
    await store.wait(40);
    expect(heard.map(({ text, language }) => [text, language])).toEqual([[expect.stringContaining('三零幺'), 'zh-CN']]);
    expect(store.jobs('voice/upstairs')).toMatchObject([{ state: 'done' }]);
  });
});

describe('a screen that speaks', () => {
  it('speaks instead of the engine, once, and the call is done when it says so', async () => {
    const store = new VoiceStore();
    const first = store.speaking('voice');
    const last = store.speaking('voice');
    expect(store.voices.places()).toMatchObject([{ stations: 2 }]);
    store.call('301', '1');
    await store.wait(1);
    expect(store.jobs()).toMatchObject([{ state: 'running' }]);
    await store.wait(5);
    expect([first.heard.length, last.heard.length, store.engine.said.length]).toEqual([0, 1, 0]);
    expect(store.jobs()).toMatchObject([{ state: 'done', soundAfterMs: 0 }]);
  });

  it('that stays silent, fails or goes away is passed over: the next one, then the engine', async () => {
    const store = new VoiceStore();
    const failing = store.screen('voice', ({ id }) => store.voices.report(id, 'failed'));
    const silent = store.screen('voice');
    const leaving = store.screen('voice', () => leaving.off());
    store.call('301', '1');
    await store.wait(30);
    expect([leaving.heard.length, silent.heard.length, failing.heard.length]).toEqual([1, 1, 1]);
    expect(store.engine.said).toHaveLength(1);
    expect(store.voices.places()).toMatchObject([{ stations: 2 }]);
  });

  it('is not heard of a sentence it was not given, and not taken for a place there is not', async () => {
    const store = new VoiceStore();
    store.voices.report('sentence-99', 'ended');
    expect(() => store.voices.output('voice/attic')).toThrow(expect.objectContaining({ code: 'DEVICE_UNKNOWN' }));
    await expect(store.voices.test('voice/attic')).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' });
  });
});
