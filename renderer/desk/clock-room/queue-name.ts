import { useTranslation } from 'react-i18next';
import type { QueueView } from '../../../host/api/views.ts';
import { useFormat } from '../../client/format.ts';

/** What a queue is called: its group, and the gender where the group rotates by it. */
export function useQueueName(): (queue: Pick<QueueView, 'group' | 'gender'>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ group, gender }) =>
    gender === null ? format.group(group) : `${format.group(group)} · ${t(`gender.${gender}`)}`;
}
