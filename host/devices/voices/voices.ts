import path from 'node:path';
import { deviceError } from '../../../core/model/devices/errors.ts';
import type { Site, SiteVoicePlace } from '../../../core/model/site/schema.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import type { Job } from '../../../db/operational/jobs.ts';
import { soundsOf } from '../../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Scheduler } from '../../../hardware/scheduler.ts';
import type { Voice, VoicePreference } from '../../../hardware/voice/voice.ts';
import type { JobDevice } from '../../effects/device-lane.ts';
import { isSpoken } from '../../effects/device-names.ts';
import type { SkipCode } from '../../effects/job-runs.ts';
import type { VoicePlaceView } from '../../parts/devices/views.ts';
import type { SpokenReport, SpokenSentence } from '../../parts/outputs/views.ts';
import { isQuiet } from './quiet-hours.ts';
import { StationVoices } from './station-voices.ts';
import { StoreVoice } from './voice.ts';

export interface StoreVoicesOptions {
  /** The settings in force. */
  site(): SiteIndex;
  db: StoreDatabase;
  /** Where a voice that speaks into files puts them. */
  dataDir: string;
  /** Instead of what the site file says, for every place. */
  setting?: VoicePreference | Voice;
  scheduler: Scheduler;
  /** The wall clock, UTC ms. */
  now(): number;
  newId(): string;
  /** An engine was found or is missing, a screen came or went, a call was heard. */
  onChange(): void;
}

/** How many calls the time from call to sound is taken over. */
const callsMeasured = 50;
/** A site without places has this one. */
const onlyPlace = { id: 'clock-room', device: 'voice' };

interface Place {
  id: string;
  voice: StoreVoice;
  onlyStations: boolean;
}

/** The store's voices: one for each place of the site, by an engine of this machine or by a screen there. */
export class StoreVoices {
  readonly #options: StoreVoicesOptions;
  readonly #stations: StationVoices;
  /** By the name jobs use: `voice`, or `voice/<place>`. */
  #places = new Map<string, Place>();
  #openedFor = '';

  constructor(options: StoreVoicesOptions) {
    this.#options = options;
    this.#stations = new StationVoices(options);
    this.#open();
  }

  /** What speaks a place's jobs; null for one the site does not have. */
  device(device: string): JobDevice | null {
    return this.#places.get(device)?.voice.device ?? null;
  }

  /** Why a job is not to be spoken at this moment. */
  skip(job: Job): SkipCode | null {
    return isSpoken(job) && isQuiet(this.#options.site().site, this.#options.now()) ? 'JOB_QUIET_HOURS' : null;
  }

  /** In the order of the site file. */
  places(): VoicePlaceView[] {
    return [...this.#places].map(([device, { id, voice, onlyStations }]) => {
      const sounds = soundsOf(this.#options.db.read, device, callsMeasured);
      const sorted = sounds.toSorted((one, other) => one - other);
      return {
        device,
        id,
        engine: voice.engine,
        onlyStations,
        stations: this.#stations.count(device),
        lastSoundMs: sounds[0] ?? null,
        medianSoundMs: sorted[Math.floor(sorted.length / 2)] ?? null,
      };
    });
  }

  /** For people: what speaks, the first that does; null where nothing here can. */
  get engine(): string | null {
    const places = [...this.#places];
    if (places.some(([device]) => this.#stations.count(device) > 0)) return 'station';
    return places.map(([, { voice }]) => voice.engine).find((engine) => engine !== null) ?? null;
  }

  /** Says a sentence in each language. Throws StoreError DEVICE_UNKNOWN; HardwareError VOICE_NO_ENGINE, VOICE_FAILED. */
  async test(device: string): Promise<void> {
    const place = this.#places.get(device);
    if (!place) throw deviceError('DEVICE_UNKNOWN', { device });
    await place.voice.test();
  }

  /** Whether screens speak at a place at this moment. */
  isOfScreens(device: string): boolean {
    return this.#places.has(device) && this.#stations.count(device) > 0;
  }

  /** How a screen becomes the voice of a place. Throws StoreError DEVICE_UNKNOWN. */
  output(device: string): (emit: (sentence: SpokenSentence) => void) => () => void {
    if (!this.#places.has(device)) throw deviceError('DEVICE_UNKNOWN', { device });
    return (emit) => this.#stations.add(device, emit);
  }

  /** What a screen tells of a sentence it was given. */
  report(sentenceId: string, report: SpokenReport): void {
    this.#stations.report(sentenceId, report);
  }

  /** After a new site file: what is said at the moment is broken off where the voices changed. */
  async reload(): Promise<void> {
    if (this.#openedFor === JSON.stringify(this.#options.site().site.voice)) return;
    const old = [...this.#places.values()];
    this.#places = new Map();
    await Promise.all(old.map(({ voice }) => voice.close()));
    this.#open();
    this.#options.onChange();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#places.values()].map(({ voice }) => voice.close()));
  }

  #open(): void {
    const settings = this.#options.site().site.voice;
    this.#openedFor = JSON.stringify(settings);
    const places = settings.places?.map((place) => ({ ...place, name: `voice/${place.id}` })) ?? [
      { id: onlyPlace.id, engine: settings.engine, name: onlyPlace.device },
    ];
    this.#places = new Map(places.map((place) => [place.name, this.#place(place)]));
  }

  #place({ id, name, engine, device }: Pick<SiteVoicePlace, 'id' | 'engine' | 'device'> & { name: string }): Place {
    const { setting, dataDir, site, db, scheduler, now, onChange } = this.#options;
    const onlyStations = engine === 'station' && setting === undefined;
    const voice = new StoreVoice({
      ...{ site, db, scheduler, now, onChange, onlyStations },
      setting: setting ?? preferenceOf(engine, dataDir, id),
      stations: this.#stations,
      device: name,
      ...(device === undefined ? {} : { soundDevice: device }),
    });
    return { id, voice, onlyStations };
  }
}

/** The site's word for an engine as the voice understands it. */
function preferenceOf(
  engine: SiteVoicePlace['engine'] | Site['voice']['engine'],
  dataDir: string,
  id: string,
): VoicePreference {
  if (engine === 'station') return 'none';
  if (engine !== 'file') return engine;
  return { file: path.join(dataDir, 'voice', ...(id === onlyPlace.id ? [] : [id])) };
}
