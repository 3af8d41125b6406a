import { siteError } from '../../../core/model/site/errors.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import type { Voice, VoicePreference } from '../../../hardware/voice/voice.ts';
import type { DeviceSummary } from '../../parts/devices/views.ts';

import type { DeviceHouse, DeviceJobs, DeviceKind, JobsOverview } from '../kind/device-kind.ts';
import { StoreVoices } from './voices.ts';

export type VoiceSetting = VoicePreference | Voice;

export interface VoiceKindOptions {
  /** Instead of what the site file says. */
  voice?: VoiceSetting;
}

/** The voices that call technicians, one for each place of the site. */
export class VoiceKind implements DeviceKind<Pick<DeviceSummary, 'voice'>> {
  readonly names = ['voice'];
  readonly sections = ['voice'] as const;
  readonly jobs: DeviceJobs = {
    device: (device) => this.#voices?.device(device) ?? null,
    skip: (job) => this.#voices?.skip(job) ?? null,
  };
  readonly #house: DeviceHouse;
  readonly #options: VoiceKindOptions;
  #voices: StoreVoices | null = null;

  constructor(house: DeviceHouse, options: VoiceKindOptions) {
    this.#house = house;
    this.#options = options;
  }

  /** Throws STORE_NOT_SET_UP before they are opened. */
  get voices(): StoreVoices {
    if (!this.#voices) throw siteError('STORE_NOT_SET_UP');
    return this.#voices;
  }

  async open(): Promise<void> {
    const { site, db, dataDir, scheduler, now, newId, onDevicesChanged, onSimulatedChanged } = this.#house;
    const { voice: setting } = this.#options;
    this.#voices = new StoreVoices({
      ...{ site, db, dataDir, scheduler, now, newId },
      onChange: () => {
        onDevicesChanged([]);
        onSimulatedChanged();
      },
      ...(setting === undefined ? {} : { setting }),
    });
  }

  async reload(): Promise<void> {
    await this.voices.reload();
  }

  async close(): Promise<void> {
    const voices = this.#voices;
    await voices?.close();
    this.#voices = null;
  }

  summary({ notSpoken }: JobsOverview): Pick<DeviceSummary, 'voice'> {
    return { voice: { engine: this.#voices?.engine ?? null, notSpoken, places: this.#voices?.places() ?? [] } };
  }

  /** Speaks a sentence by settings that are not in force, or not yet. Throws as `test`. */
  async tryOut(voice: Site['voice'], device: string): Promise<void> {
    const { db, dataDir, scheduler, now, newId } = this.#house;
    const index = this.#house.site();
    // A screen that speaks has said so to the voices in force: there it is tried.
    if (this.voices.isOfScreens(device)) return this.voices.test(device);
    const voices = new StoreVoices({
      ...{ db, dataDir, scheduler, now, newId, onChange: () => undefined },
      site: () => ({ ...index, site: { ...index.site, voice } }),
      ...(this.#options.voice === undefined ? {} : { setting: this.#options.voice }),
    });
    try {
      await voices.test(device);
    } finally {
      await voices.close();
    }
  }

  async test(device: string): Promise<void> {
    await this.voices.test(device);
  }
}
