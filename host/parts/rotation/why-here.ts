import { whySentence } from '../../../core/model/rotation/why.ts';
import type { StoreState } from '../../../core/model/state.ts';
import { whyPlace } from '../../../core/rules/rotation/why-place.ts';
import type { QueueStep } from './views.ts';

/** “Why am I seventh?” in every language, as of a moment (UTC ms); empty for somebody who was not in the queue then. */
export function whyHere(
  state: Pick<StoreState, 'rotation' | 'reservations' | 'site'>,
  queueId: string,
  technicianNo: string,
  at: number,
): QueueStep[] {
  return whyPlace(state, queueId, technicianNo, at).map((step) => ({
    at: step.at,
    seq: step.seq,
    technicianNo: step.technicianNo,
    fromPosition: step.fromPosition,
    toPosition: step.toPosition,
    sentence: { 'zh-CN': whySentence(step, 'zh-CN'), en: whySentence(step, 'en') },
  }));
}
