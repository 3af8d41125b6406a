import { Fragment } from 'react';
import { useFormat } from '../client/format.ts';

interface MoneyProps {
  amountMinor: number;
  currency?: string;
  /** In tables in which most amounts are nothing: a dash is nothing to read. */
  isZeroDashed?: boolean;
}

/** An amount in minor units, as this store and this language write it. */
export function Money({ amountMinor, currency, isZeroDashed = false }: MoneyProps) {
  const format = useFormat();
  if (isZeroDashed && amountMinor === 0) return <span style={{ color: 'var(--cr-quiet)' }}>–</span>;
  return <span style={{ whiteSpace: 'nowrap' }}>{format.money(amountMinor, currency)}</span>;
}

/** Sums of which each is in a currency of its own; mostly one. */
export function Sums({ of }: { of: readonly { amountMinor: number; currency: string }[] }) {
  return of.map(({ amountMinor, currency }, at) => (
    <Fragment key={currency}>
      {at > 0 && ' + '}
      <Money amountMinor={amountMinor} currency={currency} />
    </Fragment>
  ));
}
