import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SafekeepingState } from '../../../host/parts/safekeeping/views.ts';
import { api } from '../../client/api.ts';

const askEveryMs = 5_000;
/** The opening of the store that this page was loaded from. */
let loadedFrom: string | null = null;

/** How safe the store is, asked again and again; undefined before the first answer. A store that was opened anew loads the page anew. */
export function useSafekeeping(): SafekeepingState | undefined {
  const { data } = useQuery({
    queryKey: ['safekeeping'],
    queryFn: () => api.safekeeping.state.query(),
    refetchInterval: askEveryMs,
  });
  const opening = data?.opening;
  useEffect(() => {
    if (opening === undefined) return;
    loadedFrom ??= opening;
    if (loadedFrom !== opening) window.location.reload();
  }, [opening]);
  return data;
}
