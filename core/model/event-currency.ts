import type { EventPayloads, StoreEvent } from './events.ts';

/** The events that hold money, with where each says its currency: in itself, or in what it holds. Total by type. */
type SaysCurrency<Payload> = 'currency' extends keyof Payload
  ? 'here'
  : Payload extends { bill: unknown }
    ? 'bill'
    : Payload extends { payslip: unknown }
      ? 'payslip'
      : never;

const saidIn: {
  readonly [T in keyof EventPayloads as SaysCurrency<EventPayloads[T]> extends never ? never : T]: SaysCurrency<
    EventPayloads[T]
  >;
} = {
  'clock.ordered': 'here',
  'clock.extended': 'here',
  'clock.cancelled': 'here',
  'clock.itemChanged': 'here',
  'goods.ordered': 'here',
  'bill.settled': 'bill',
  'bill.shown': 'bill',
  'commission.earned': 'here',
  'commission.monthClosed': 'here',
  'commission.corrected': 'here',
  'commission.payslipPrinted': 'payslip',
  'authorisation.given': 'here',
};

/**
 * An event whose currency is said: what an older version left open was the store's own at that time. `own`: as the
 * settings stood when it happened, asked only then.
 */
export function withCurrencySaid<E extends StoreEvent>(event: E, own: () => string): E {
  const place = Object.hasOwn(saidIn, event.type) ? saidIn[event.type as keyof typeof saidIn] : null;
  if (place === null) return event;
  const payload = event.payload as unknown as Record<string, { currency?: string | null }>;
  const holder = place === 'here' ? (payload as { currency?: string | null }) : payload[place];
  if (!holder || holder.currency !== null) return event;
  const said = { ...holder, currency: own() };
  return { ...event, payload: place === 'here' ? said : { ...payload, [place]: said } } as E;
}
