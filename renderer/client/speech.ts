import type { SpokenSentence } from '../../host/parts/outputs/views.ts';

import { api } from './api.ts';

const startAgainMs = 2_000;

/** Whether this browser can speak at all. */
export function canSpeak(): boolean {
  return typeof window.speechSynthesis === 'object' && typeof window.SpeechSynthesisUtterance === 'function';
}

/** Says one sentence and tells the store how far it is; the store decides who speaks, and asks another if it fails. */
function say({ id, text, language }: SpokenSentence): void {
  const report = (state: 'began' | 'ended' | 'failed') => {
    // A line that broke ends this screen's being a voice, and the store asks another.
    void api.outputs.reportSentence.mutate({ sentenceId: id, report: state }).catch(() => undefined);
  };
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = language;
  const voice = window.speechSynthesis
    .getVoices()
    .find((one) => one.lang.replace('_', '-').toLowerCase().startsWith(language.slice(0, 2)));
  if (voice) utterance.voice = voice;
  utterance.onstart = () => report('began');
  utterance.onend = () => report('ended');
  utterance.onerror = () => report('failed');
  // What an earlier page left unsaid would be said first.
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Makes this screen the voice of a place (`voice`, `voice/<place>`) until the returned function is called. */
export function speakFor(device: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  const start = () => {
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(start, startAgainMs);
    };
    const subscription = api.outputs.speak.subscribe({ device }, { onData: say, onError: again, onComplete: again });
    stop = () => subscription.unsubscribe();
  };
  start();
  return () => {
    stop();
    clearTimeout(timer);
    window.speechSynthesis.cancel();
  };
}
