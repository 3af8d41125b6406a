import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SafekeepingState } from '../../../host/parts/safekeeping/views.ts';
import { api } from '../../client/api.ts';

const askEveryMs = 5_000;
/** What was heard last. */
let heard: SafekeepingState | null = null;

/**
 * How safe the store is, asked again and again; undefined before the first answer. A store that was restored, or goes on
 * after it had stopped, loads the page anew; one that was only started again does not, as what is typed stays.
 */
export function useSafekeeping(): SafekeepingState | undefined {
  const { data } = useQuery({
    queryKey: ['safekeeping'],
    queryFn: () => api.safekeeping.state.query(),
    refetchInterval: askEveryMs,
  });
  useEffect(() => {
    if (!data) return;
    const before = heard;
    heard = data;
    const isOther = before !== null && before.opening !== data.opening;
    if (isOther && (before.stop !== null || before.restoring !== null)) window.location.reload();
  }, [data]);
  return data;
}
