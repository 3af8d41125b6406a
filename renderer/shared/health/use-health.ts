import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { HealthView } from '../../../host/parts/health/views.ts';
import { api } from '../../client/api.ts';
import { useMay } from '../../client/session.ts';

const askEveryMs = 15_000;

/** What is wrong with the store, asked again and again; nothing for who may not see devices. */
export function useHealth(): UseQueryResult<HealthView> {
  const may = useMay('device.view');
  return useQuery({
    queryKey: ['health'],
    queryFn: () => api.health.now.query(),
    refetchInterval: askEveryMs,
    enabled: may,
  });
}
