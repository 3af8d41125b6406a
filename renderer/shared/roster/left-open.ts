import { useQuery } from '@tanstack/react-query';
import type { LeftOpenRow } from '../../../host/parts/attendance/views.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { useMay } from '../../client/session.ts';
import { presenceRefetchMs } from './refetch-ms.ts';

/** Who did not swipe off on an earlier trading day, for who may say when they went; asked anew as the day turns. */
export function useLeftOpen(): readonly LeftOpenRow[] {
  const may = useMay('technician.duty');
  const date = useBoard((board) => board.businessDate);
  const { data } = useQuery({
    queryKey: ['attendance', 'left-open', date],
    queryFn: () => api.attendance.leftOpen.query(),
    refetchInterval: presenceRefetchMs,
    enabled: may,
  });
  return may ? (data ?? []) : [];
}
