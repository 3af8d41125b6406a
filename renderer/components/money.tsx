import { useFormat } from '../client/format.ts';

/** An amount in minor units, as this store and this language write it. */
export function Money({ amountMinor, currency }: { amountMinor: number; currency?: string }) {
  const format = useFormat();
  return <span style={{ whiteSpace: 'nowrap' }}>{format.money(amountMinor, currency)}</span>;
}
