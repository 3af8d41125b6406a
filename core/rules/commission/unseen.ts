import type { StoreEvent } from '../../model/events.ts';

/**
 * What somebody who may not see pay is told of what happened: nothing of what was earned, closed or corrected, and no
 * rules by which a clock is paid.
 */
export function withoutPay(events: readonly StoreEvent[]): StoreEvent[] {
  return events.filter(({ type }) => !type.startsWith('commission.')).map(withoutRules);
}

function withoutRules(said: StoreEvent): StoreEvent {
  if (!('commission' in said.payload)) return said;
  const { commission: _, ...payload } = said.payload;
  return { ...said, payload } as StoreEvent;
}
