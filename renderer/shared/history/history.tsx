import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { historyWords } from '../../../core/history-words.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import classes from './history.module.css';

/** What happened in a visit, newest first, in words. `visit`: another object after every change of it. */
export function History({ visit }: { visit: { readonly id: string } }) {
  const { t } = useTranslation('history');
  const format = useFormat();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['history', visit.id],
    queryFn: () => api.visits.history.query({ visitId: visit.id }),
  });
  // Every change of the visit is a new view of it, and a new line of its history.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['history', visit.id] });
  }, [client, visit]);
  return (
    <AsyncBoundary query={query} isEmpty={(entries) => entries.length === 0}>
      {(entries) => (
        <ul className={classes.list} aria-label={t('title')}>
          {entries.toReversed().map((entry) => {
            const words = historyWords(entry, format);
            return (
              words !== null && (
                <li key={entry.seq + entry.id}>
                  <span>{format.time(entry.at)}</span> <span>{words}</span>
                </li>
              )
            );
          })}
        </ul>
      )}
    </AsyncBoundary>
  );
}
