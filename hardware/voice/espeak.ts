import { HardwareError } from '../error.ts';
import { realScheduler, type Scheduler } from '../scheduler.ts';
import { runEngine } from './run-engine.ts';
import { longestSentence, longestSpeakingMs, type SpeakOptions, type Voice, type VoiceLanguage } from './voice.ts';

export interface EspeakSettings {
  /** Default `espeak-ng`, looked for on the PATH. */
  command?: string;
  /** The sound device, `-d`: as ALSA or PulseAudio names it (`plughw:1,0`). Default: the system's. */
  device?: string;
  scheduler?: Scheduler;
  /** Default: by the length of the sentence, 15 to 30 s for a call. */
  timeoutMs?: number;
}

/**
 * Voices per language, the best first. The plain `cmn` of espeak-ng 1.51 turns characters into pinyin and then reads
 * the pinyin as English (“qing3” as “king three”); the pinyin voice reads both characters and pinyin rightly. Other
 * versions carry only one of the names.
 */
const voicesOf: Readonly<Record<VoiceLanguage, readonly string[]>> = {
  'zh-CN': ['cmn-latn-pinyin', 'cmn', 'zh'],
  en: ['en-gb', 'en'],
};

/** Words a minute; a call across a room is said slowly. */
const wordsPerMinute = 150;

/**
 * Says a sentence with espeak-ng, or writes it as a WAV file.
 * @param wavPath missing: to the sound card
 * @throws as Voice.speak
 */
export async function espeak(
  text: string,
  { language, signal, onSound }: SpeakOptions,
  settings: EspeakSettings,
  wavPath?: string,
): Promise<void> {
  const { command = 'espeak-ng', device, scheduler = realScheduler, timeoutMs = longestSpeakingMs(text) } = settings;
  const attempt = async (voice: string) =>
    runEngine({
      command,
      // -b 1: the sentence is UTF-8 whatever the system's locale.
      args: [
        ...['-b', '1', '-v', voice, '-s', String(wordsPerMinute)],
        ...(device ? ['-d', device] : []),
        ...(wavPath ? ['-w', wavPath] : []),
        '--stdin',
      ],
      input: await readingOf(text.slice(0, longestSentence), voice),
      timeoutMs,
      scheduler,
      signal,
      onStart: onSound,
    });
  const complaints = await firstKnown(voicesOf[language], attempt);
  // Without a sound device espeak-ng says so and ends with 0, as if it had spoken.
  if (/^error:/im.test(complaints))
    throw new HardwareError('VOICE_FAILED', { engine: command, reason: 'no-sound', complaints });
}

/**
 * What a voice is given. The pinyin voice reads characters one by one, 重庆 as “zhòng qìng” and 薄荷 as “báo hé”: it is
 * given the pinyin of the words, and letters one by one, as VIP is said. The others read pinyin as English.
 */
async function readingOf(text: string, voice: string): Promise<string> {
  if (!voice.endsWith('pinyin')) return text;
  // A dictionary of its own: read where something is said, not by every start.
  const { pinyin } = await import('pinyin-pro');
  const apart = text.replaceAll(/[A-Za-z]+/g, (letters) => ` ${[...letters.toUpperCase()].join(' ')} `);
  const read = pinyin(apart, { toneType: 'num', type: 'array', nonZh: 'consecutive' });
  // The neutral tone is the fifth there.
  return read.map((syllable) => syllable.replace(/(?<=[a-zü])0$/, '5')).join(' ');
}

async function firstKnown(voices: readonly string[], attempt: (voice: string) => Promise<string>): Promise<string> {
  const [voice = '', ...others] = voices;
  try {
    return await attempt(voice);
  } catch (error) {
    const isUnknown = error instanceof HardwareError && /voice does not exist/i.test(String(error.context.complaints));
    if (!isUnknown || others.length === 0) throw error;
    return await firstKnown(others, attempt);
  }
}

/** espeak-ng on the sound card of this machine. */
export class EspeakVoice implements Voice {
  readonly name = 'espeak-ng';
  readonly #settings: EspeakSettings;

  constructor(settings: EspeakSettings = {}) {
    this.#settings = settings;
  }

  async speak(text: string, options: SpeakOptions): Promise<void> {
    await espeak(text, options, this.#settings);
  }
}
