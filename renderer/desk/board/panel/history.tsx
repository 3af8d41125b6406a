import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../client/api.ts';
import { useFormat } from '../../../client/format.ts';
import { AsyncBoundary } from '../../../components/async-boundary.tsx';
import { historyWords } from './history-words.ts';
import classes from './panel.module.css';

/** What happened in a visit, newest first, in words. `visit`: another object after every change of it. */
export function History({ visit }: { visit: { readonly id: string } }) {
  const { t } = useTranslation(['board', 'common']);
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
        <ul className={classes.history} aria-label={t('board:historyTitle')}>
          {entries.toReversed().map((entry) => {
            const words = historyWords(entry, t, format);
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
