import { useTranslation } from 'react-i18next';
import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useFormat } from '../../client/format.ts';

/** What a queue is called: its group, and the gender where the group rotates by it. */
export function useQueueName(queueId: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const group = format.group(useBoard((board) => queueOf(board, queueId)?.group) ?? '');
  const gender = useBoard((board) => queueOf(board, queueId)?.gender);
  return gender ? `${group} · ${t(`gender.${gender}`)}` : group;
}
