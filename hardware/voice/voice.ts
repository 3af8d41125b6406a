export type VoiceLanguage = 'zh-CN' | 'en';

export interface SpeakOptions {
  language: VoiceLanguage;
  /** Stops the sentence; `speak` then throws VOICE_FAILED with reason `aborted`. */
  signal?: AbortSignal;
  /** Called once, when the first sound comes: with an engine of this machine, when it began to speak. */
  onSound?: () => void;
}

/** Something that says a sentence aloud. One sentence at a time; who wants a queue keeps it. */
export interface Voice {
  /** For people and logs: `espeak-ng`, `say`, `file:/var/calls`, `none`. */
  readonly name: string;
  /**
   * Resolves when the sentence was said.
   * @param text one sentence, plain text
   * @throws HardwareError VOICE_NO_ENGINE where nothing here can speak, VOICE_FAILED where it could not this time
   */
  speak(text: string, options: SpeakOptions): Promise<void>;
}

/** As it stands in the site file. */
export type VoicePreference = 'auto' | 'espeak-ng' | 'say' | 'none' | { file: string };

/** How long a sentence may take before whoever says it counts as stuck: more than twice what it takes slowly said. */
export function longestSpeakingMs(text: string): number {
  return 8_000 + 500 * Math.min(text.length, longestSentence);
}

/** Longer texts are not announcements; they would hold the clock room for minutes. */
export const longestSentence = 500;
