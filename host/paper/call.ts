import { isBusy } from '../../core/model/clocks/clock.ts';
import type { StoreState } from '../../core/model/state.ts';
import type { JobKind, PayloadOf } from './job-kind.ts';
import { callSentence, spokenCallSentence } from './sentences.ts';

/** What is known of a call, on a slip or aloud. */
type CallFacts = Pick<PayloadOf<'announce-call'>, 'clockId' | 'technicianNo' | 'serviceCode'>;

/**
 * A technician who takes over a running clock is called to it while it runs; everybody else until the start, and for
 * the item that it is now.
 */
export function callStands(
  { clockId, technicianNo, serviceCode }: CallFacts,
  calledAt: number,
  state: StoreState,
): boolean {
  const clock = state.clocks.byId(clockId);
  if (!clock || clock.technicianNo !== technicianNo || !isBusy(clock)) return false;
  if (clock.state === 'called') return clock.serviceCode === serviceCode;
  return clock.startedAt !== null && clock.startedAt < calledAt;
}

/** A technician is called to a room; it is said as often as the site wants. */
export const callJob: JobKind<'announce-call'> = {
  sentence: ({ technicianNo, serviceCode, clockId, roomNo }, language, { site, state, form }) => {
    const serviceName = site.services.get(serviceCode)?.name[language] ?? serviceCode;
    const call = { technicianNo, roomNo: state.clocks.byId(clockId)?.roomNo ?? roomNo, serviceName };
    return form === 'spoken' ? spokenCallSentence(call, language) : callSentence(call, language);
  },
  isRepeated: true,
  isOvertaken: (payload, createdAt, state) => !callStands(payload, createdAt, state),
  summary: ({ technicianNo, roomNo, serviceCode }, site, language) =>
    callSentence(
      { technicianNo, roomNo, serviceName: site.services.get(serviceCode)?.name[language] ?? serviceCode },
      language,
    ),
};
